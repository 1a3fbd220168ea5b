"""Where the state of chats is kept between two messages."""
