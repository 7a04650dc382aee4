"""What XML can hold of a text (XML 1.0, sections 2.2 and 2.11)."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """A text with U+FFFD in place of each character that XML cannot hold.

    >>> for_xml("a\\x07b\\uffff\\tc").encode("unicode_escape")
    b'a\\\\ufffdb\\\\ufffd\\\\tc'
    """
    return _NOT_XML.sub("\ufffd", text)


def whole_xml(document: bytes) -> bytes:
    """An XML document that any reader takes, whose returns no reader takes for line ends.

    >>> whole_xml(b"<a>b\\rc\\x01</a>").decode()
    '<a>b&#13;c\ufffd</a>'
    """
    return for_xml(document.decode()).replace("\r", "&#13;").encode()
