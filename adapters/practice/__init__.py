"""The practice workspace: a page on loopback where one plays everyone in a sample hospital."""
