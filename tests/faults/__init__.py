"""What may go wrong around the bot, made to go wrong: nothing may be lost, said twice, or said out of order."""
