"""The tokens of sealed values, from their specification in src/Pipeline/Sealing/TokenFormat.cs alone.

It shares nothing with the product, so that each holds the other to the specification.
"""
import base64
import hashlib
import hmac
import json
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ENCRYPTED = re.compile(rb"LE1\.([a-z0-9_-]{1,64})\.([A-Za-z0-9_-]{11})\.([A-Za-z0-9_-]{38,})\.")
DIGITS = "ssn itin phone fax card npi bank zip date".split()
IDENTIFIERS = "mbi hicn dea mrn member account license iban vin device".split()
RECORD = re.compile(rb'(.*),"commit":"([A-Za-z0-9+/]{43}=)"}', re.DOTALL)
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Refused(ValueError):
    """A key record or a token that is not as the specification says."""


def decode(text, altchars=None):
    """The bytes of canonical base64: nothing but the one text that they are written as."""
    data = base64.b64decode(text + b"=" * (-len(text) % 4 if altchars else 0), altchars, validate=True)
    if encode(data, altchars) != text:
        raise Refused("not canonical")
    return data


def encode(data, altchars=None):
    """Base64 with padding, or base64url without."""
    text = base64.b64encode(data, altchars)
    return text.rstrip(b"=") if altchars else text


def derive(key, info, length):
    """HKDF-SHA-256 without salt."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)


def with_length(part):
    """A part with its length in two bytes ahead of it."""
    return len(part).to_bytes(2, "big") + part


class Key:
    """A data key: what its tokens are sealed and opened with."""

    def __init__(self, data_key, blob, scope):
        derived = derive(data_key, b"PhiLens LE1", 64)
        self.engine, self.committing = AESGCM(derived[:32]), derived[32:]
        self.number, self.scope = hashlib.sha256(blob).digest()[:8], scope
        self.kid = encode(self.number, b"-_")

    @staticmethod
    def of(record, data_key):
        """The key that a record means, if the data key is that one and nothing in the record was changed."""
        try:
            front, commit = RECORD.fullmatch(record).groups()
            fields = json.loads(record, object_pairs_hook=members)
            key = Key(data_key, decode(fields["blob"].encode()), fields["ctx"]["scope"].encode())
            changed = not hmac.compare_digest(key.commit(front), decode(commit))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(f"the record is damaged: {error}") from error
        if changed:
            raise Refused("the record was changed, or the data key is another one")
        if not front.startswith(b'{"le":"key","v":1,"kid":"%b",' % key.kid):
            raise Refused("the record has another version or number")
        if " ".join(fields) != "le v kid kms ctx blob from commit" or list(fields["ctx"]) != sorted(fields["ctx"]):
            raise Refused("the record is not in its order")
        if re.search(rb"\s", STRING.sub(b"", record)):
            raise Refused("the record has white space")
        return key

    def commit(self, front):
        """What vouches for a record, from its bytes ahead of the commitment."""
        return hmac.digest(self.committing, front, "sha256")

    def bound(self, kind):
        """What a token of this type is bound to."""
        return b"".join(map(with_length, (b"LE1", self.number, kind, self.scope)))

    def open(self, kind, payload):
        """The value of a token of this key."""
        try:
            data = decode(payload, b"-_")
            return self.engine.decrypt(data[:12], data[12:], self.bound(kind))
        except (InvalidTag, ValueError) as error:
            raise Refused("the token is damaged") from error

    def seal(self, kind, nonce, value):
        """The token of a value."""
        payload = nonce + self.engine.encrypt(nonce, value, self.bound(kind))
        return b"LE1.%b.%b.%b." % (kind, self.kid, encode(payload, b"-_"))


def members(pairs):
    """A JSON object, in which no name may come twice."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise Refused("a name comes twice")
    return dict(pairs)


def open_text(text, keys):
    """A text with the values in the place of every token that one of the keys {kid: Key} opens."""
    def value(token):
        kind, kid, payload = token.groups()
        try:
            decode(kid, b"-_")
            return keys[kid].open(kind, payload) if kid in keys else token[0]
        except Refused:
            return token[0]

    return ENCRYPTED.sub(value, text)


def lower(letter):
    """Unicode's simple mapping: one character for one. Only one letter's full mapping has more."""
    return "i" if letter == "\u0130" else letter.lower()


def normal_form(kind, value):
    """What two spellings of one value have in common."""
    if kind in DIGITS:
        normal = "".join(c for c in value if c in "0123456789")
    elif kind in IDENTIFIERS:
        # "Others stay" is read as: whatever is not ASCII.
        normal = "".join(c.upper() if c.isascii() else c for c in value if c.isalnum() or not c.isascii())
    else:
        normal = re.sub("[ \t\r\n]+", " ", "".join(map(lower, value))).strip(" ")
    return normal or value


def pseudonym(root, kind, value):
    """The pseudonym of a value."""
    derived = derive(root, b"PhiLens LT1", 40)
    named = with_length(kind.encode()) + normal_form(kind, value).encode()
    mark = hmac.digest(derived[:32], named, "sha256")[:16]
    return b"LT1.%b.%b.%b" % (kind.encode(), encode(derived[32:], b"-_"), encode(mark, b"-_"))
