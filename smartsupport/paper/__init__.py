"""Every sheet of paper as a PDF: one module a document, each `render(content) -> bytes`.

Nothing of reportlab is loaded until the first document is drawn. The same content gives the same
bytes, and every page is judged in black and white.
"""
