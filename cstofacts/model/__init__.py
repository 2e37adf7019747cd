"""The records that everything else passes on: frozen, plain, and each from a file knows its line."""
