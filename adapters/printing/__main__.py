"""The process that sets a page: reads one order from its input and writes the pages."""

from adapters.printing.typesetting import serve

if __name__ == "__main__":
    serve()
