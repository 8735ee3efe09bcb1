"""Chats as telephones and programs export them."""
