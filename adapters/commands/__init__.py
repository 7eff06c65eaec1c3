"""The commands of the program, one module for each way of using it."""
