"""The ways into a 台帳 before there is a window over it: the first start, a password, the sheet.

One question a page. A page tells what the person wants; the way it belongs to asks the services.
"""
