"""What is printed: pages, charts, and QR codes, made without a browser.

The libraries take 100 MB of memory, so they run in a process of their own that ends with its work.
"""

from adapters.printing.codes import qr_code
from adapters.printing.typesetting import Form, LacksLettersError, PrintingError, typeset

__all__ = ["Form", "LacksLettersError", "PrintingError", "qr_code", "typeset"]
