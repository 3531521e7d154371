"""Passwords for tests, at a cost that a test can pay, for programs that need no more."""

from smartsupport.storage.sealing import Cost

CHEAP = Cost(memory_kib=8, iterations=1, lanes=1)
DEARER = Cost(memory_kib=16, iterations=1, lanes=1)
PASSWORD = "みかん でんしゃ まど さくら"
OTHER = "corner-teapot-lantern"
