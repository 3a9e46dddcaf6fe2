"""Makes the vectors: what is sealed, with keys and nonces that are the same every time."""
import hashlib
import json

from tokens import Key, encode, pseudonym

WIDTH = 120
KMS = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
SEALED = [
    {"scope": "api", "from": "2026-11-23T08:15:30Z", "items": [
        ("ssn", "123-45-6789"),
        ("a", "x"),
        ("name", "Zoé"),
        ("patient-name", "日本"),
        ("note", "said \"no\" to C:\\temp\nand left\t"),
        ("x_9-" * 16, "The longest type has 64 characters."),
        ("note", "0123456789" * 100),
    ]},
    {"scope": "clinic/billing", "from": "2026-12-31T23:59:59Z", "items": [
        ("ssn", "123-45-6789"),
        ("card", "4111 1111 1111 1111"),
        ("email", "ada@example.org"),
        ("name", "Ada LE1.x.y. Lovelace"),
        ("note", "{\"a\":\"b\"}"),
    ]},
]
MARKED = [
    # Digits only.
    ("ssn", "123-45-6789"), ("ssn", "123456789"), ("ssn", " 123 45 6789 "), ("ssn", "№ 123.45.6789é"),
    ("itin", "912-70-1234"), ("itin", "912701234"),
    ("phone", "(555) 010-9999"), ("phone", "555-010-9999"), ("phone", "+1 555 010 9999"),
    ("fax", "555-010-9999"), ("card", "4111 1111 1111 1111"), ("card", "4111-1111-1111-1111"),
    ("npi", "1234567893"), ("bank", "021 000 021"), ("zip", "12345-6789"), ("date", "1970-01-02"),
    ("date", "1970/01/02"),
    # Letters and digits.
    ("mbi", "1EG4-TE5-MK73"), ("mbi", "1eg4te5mk73"), ("hicn", "123-45-6789-a"), ("dea", "ab1234563"),
    ("mrn", "MRN-00 42"), ("mrn", "mrn0042"), ("member", "w-12_34"), ("account", "DE 12.34"), ("license", "d/1234"),
    ("iban", "de89 3704 0044 0532 0130 00"), ("iban", "DE89370400440532013000"),
    ("vin", "1m8gdm9axkp042788"), ("device", "SN:00-aF"), ("device", "éa-1"), ("device", "ÉA-1"),
    ("mrn", "a–1·日"),
    # Texts.
    ("name", "Ada Lovelace"), ("name", "ADA  LOVELACE"), ("name", " ada \t\r\n lovelace\n"), ("name", "Ada-Lovelace"),
    ("name", "ÄNNE ÉMILE"), ("name", "änne émile"), ("name", "ΟΔΥΣΣΕΥΣ"), ("name", "οδυσσευσ"), ("name", "ЖУКОВ 日本"),
    ("name", "𐐀"), ("name", "STRASSE"), ("name", "straße"), ("name", "A\u0308nne"), ("name", "Ada\u00a0Lovelace"),
    ("email", "Ada@Example.ORG"), ("email", "ada@example.org"), ("note", "say \"NO\" \\"), ("x_9-" * 16, "A  b"),
    # Nothing would be left.
    ("ssn", "unknown"), ("ssn", "Unknown"), ("mrn", "--"), ("name", " "), ("name", "  \t"),
]


def vectors():
    """The file of vectors."""
    keys = [vector(**sealed) for sealed in SEALED]
    roots = [made("root key 1", 32), made("root key 2", 32)]
    pseudonyms = [
        {"root": encode(root).decode(), "items": [
            {"type": kind, "value": value, "token": pseudonym(root, kind, value).decode()} for kind, value in items]}
        for root, items in zip(roots, (MARKED, MARKED[:1] + MARKED[32:33]))]
    text = layout({"version": 1, "keys": keys, "pseudonyms": pseudonyms})
    for unseen in ("\u0308", "\u00a0"):
        text = text.replace(unseen, json.dumps(unseen)[1:-1])
    return text.encode() + b"\n"


def vector(scope, items, **fields):
    """A data key, its record and tokens."""
    data_key, blob = made(f"data key {scope}", 32), made(f"blob {scope}", 184)
    context = {"cluster": "clinic", "family": "api", "purpose": "philens-field", "scope": scope}
    key = Key(data_key, blob, scope.encode())
    front = to_json({"le": "key", "v": 1, "kid": key.kid.decode(), "kms": KMS, "ctx": context,
                     "blob": encode(blob).decode(), "from": fields["from"]}).removesuffix(b"}")
    record = b'%b,"commit":"%b"}' % (front, encode(key.commit(front)))
    # From 1, with a great one at the end, so that all bytes of the counter are seen.
    counters = [*range(1, len(items)), 0x0102030405060708]
    nonces = [made(f"nonce prefix {scope}", 4) + counter.to_bytes(8, "big") for counter in counters]
    tokens = [
        {"type": kind, "value": value, "nonce": encode(nonce).decode(),
         "token": key.seal(kind.encode(), nonce, value.encode()).decode()}
        for (kind, value), nonce in zip(items, nonces)]
    return {"dataKey": encode(data_key).decode(), "blob": encode(blob).decode(), "context": context,
            "record": record.decode(), "tokens": tokens}


def made(name, length):
    """Bytes that look random and are the same every time."""
    return hashlib.shake_256(f"PhiLens vectors: {name}".encode()).digest(length)


def to_json(value):
    """JSON on one line without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def layout(value, indent=""):
    """JSON with what fits on a line on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent + line) < WIDTH or not isinstance(value, (dict, list)):
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {layout(part, inner)}" for name, part in value.items()]
    else:
        parts = [layout(part, inner) for part in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    return start + "\n" + ",\n".join(inner + part for part in parts) + "\n" + indent + end
