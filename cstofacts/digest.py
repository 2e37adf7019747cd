"""The digest that stands for a content: BLAKE2b with 256 bits."""

try:
    from _blake2 import blake2b  # what hashlib gives, without the three milliseconds that OpenSSL takes to load
except ImportError:
    from hashlib import blake2b

SIZE = 32
"""Bytes of a digest."""


def digest_of(*parts: bytes) -> bytes:
    """The digest of these parts one behind the other."""
    whole = blake2b(digest_size=SIZE)
    for part in parts:
        whole.update(part)
    return whole.digest()


def digest_of_list(*parts: bytes) -> str:
    """The digest of a list of parts, in hexadecimal digits; where one part ends and the next begins makes a difference."""
    return digest_of(*map(digest_of, parts)).hex()
