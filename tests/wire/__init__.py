"""A Bot API of our own, for tests over the wire.

`markup`, `kinds` and `checks` hold each call against the Bot API, `oracle` does so once more with aiogram's models,
`world` is Telegram's side (chats, messages, updates), `faults` spoils answers on request, `delivery` calls a webhook,
`server` puts it behind HTTP as a process of its own, and `player` starts that process and plays its users.
"""
