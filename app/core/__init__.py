"""The words of the trade: values and errors that every room shares; standard library, pydantic and cryptography only."""
