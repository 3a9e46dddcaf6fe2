"""Reads the tokens of sealed values, without the product. Needs python3-cryptography.

    reader.py check VECTORS.json       holds vectors to the specification; exit code 1 on the first that breaks it
    reader.py make                     writes the vectors, the same every time (writer.py says what is in them)
    reader.py open --data-keys KEYS    copies text, with values in the place of the tokens of the keys in a file
                                       {kid: {"dataKey": base64, "record": "..."}}; what cannot be opened stays
"""
import json
import sys

import writer
from tokens import ENCRYPTED, Key, Refused, decode, open_text, pseudonym


def open_input(file):
    """Copies the input to the output, opened."""
    with open(file, "rb") as opened:
        given = json.load(opened)
    keys = {}
    for kid, key in given.items():
        keys[kid.encode()] = Key.of(key["record"].encode(), decode(key["dataKey"].encode()))
        if keys[kid.encode()].kid != kid.encode():
            raise Refused(f"{kid} is not the number of its record")
    sys.stdout.buffer.write(open_text(sys.stdin.buffer.read(), keys))


def check(file):
    """Checks a file. Gives a summary; what is not as specified is refused."""
    with open(file, "rb") as opened:
        vectors = json.load(opened)
    demand(vectors["version"] == 1 and vectors["keys"] and vectors["pseudonyms"], "another version, or no vectors")
    tokens = changes = items = 0
    for vector in vectors["keys"]:
        data_keys = [decode(other["dataKey"].encode()) for other in vectors["keys"] if other is not vector]
        key = check_record(vector, data_keys)
        check_nonces(vector)
        changes += check_changed_records(vector)
        for token in vector["tokens"]:
            check_token(key, token)
            changes += check_changed_token(key, vector, token)
            tokens += 1
    for vector in vectors["pseudonyms"]:
        for item in vector["items"]:
            made = pseudonym(decode(vector["root"].encode()), item["type"], item["value"]).decode()
            demand(made == item["token"], f"the pseudonym of {item['type']} {item['value']!r} is {made}")
            items += 1
    return f"{len(vectors['keys'])} keys, {tokens} tokens, {items} pseudonyms, {changes} changes refused"


def demand(holds, otherwise):
    """Refuses what does not hold."""
    if not holds:
        raise Refused(otherwise)


def check_record(vector, other_data_keys):
    """Checks a key record and gives its key."""
    record = vector["record"].encode()
    fields = json.loads(record)
    demand(fields["ctx"] == vector["context"], "the record's context is another one")
    demand(fields["blob"] == vector["blob"], "the record's blob is another one")
    for data_key in other_data_keys:
        demand(not is_record(record, data_key), "the record takes the data key of another one")
    return Key.of(record, decode(vector["dataKey"].encode()))


def check_nonces(vector):
    """A key's nonces share their first four bytes, and no counter comes twice or is 0."""
    nonces = [decode(token["nonce"].encode()) for token in vector["tokens"]]
    counters = {int.from_bytes(nonce[4:], "big") for nonce in nonces}
    demand({len(nonce) for nonce in nonces} == {12} and len({nonce[:4] for nonce in nonces}) == 1, "a nonce is wrong")
    demand(len(counters) == len(nonces) and 0 not in counters, "a counter is wrong")


def check_token(key, vector):
    """A token is what its value is sealed to, and is found and opened wherever it stands in a text."""
    kind, value, token = (vector[name].encode() for name in ("type", "value", "token"))
    nonce = decode(vector["nonce"].encode())
    what = f"the token of {vector['type']} with the nonce {vector['nonce']}"
    demand(key.seal(kind, nonce, value) == token, f"{what} is another one")
    demand(open_text(token, {key.kid: key}) == value, f"{what} does not open to its value")
    text = b"%b-_a: %b,\\n" % (token, token)
    demand(open_text(text, {key.kid: key}) == text.replace(token, value), f"{what} is not found in a text")
    demand(open_text(text, {}) == text, f"{what} opens without its key")


def check_changed_token(key, vector, token):
    """A token with a bit flipped opens nothing, nor does the whole token for a scope with a bit flipped."""
    whole, changes = token["token"].encode(), 0
    for changed in flipped(whole):
        demand(open_text(changed, {key.kid: key}) == changed, f"a changed token opens: {changed}")
        changes += 1
    data_key, blob = decode(vector["dataKey"].encode()), decode(vector["blob"].encode())
    kind, _, payload = ENCRYPTED.fullmatch(whole).groups()
    for scope in flipped(key.scope):
        try:
            Key(data_key, blob, scope).open(kind, payload)
        except Refused:
            changes += 1
        else:
            raise Refused(f"a token opens in the scope {scope}")
    return changes


def check_changed_records(vector):
    """A record with a bit flipped is refused, and so is one whose context has a bit flipped in a name or a value."""
    record, changes = vector["record"].encode(), 0
    data_key, fields = decode(vector["dataKey"].encode()), json.loads(record)
    changed_contexts = [
        {**{n: v for n, v in fields["ctx"].items() if n != name}, changed_name: changed_value}
        for name, value in fields["ctx"].items()
        for changed_name, changed_value in
        [(as_text(n), value) for n in flipped(name.encode())] + [(name, as_text(v)) for v in flipped(value.encode())]]
    records = [writer.to_json({**fields, "ctx": dict(sorted(context.items()))}) for context in changed_contexts]
    for changed in [*flipped(record), *records]:
        demand(not is_record(changed, data_key), f"a changed record is taken: {changed}")
        changes += 1
    return changes


def as_text(data):
    """Bytes as a text, whatever they are."""
    return data.decode("utf-8", "replace")


def is_record(record, data_key):
    """Whether a record is one, and the data key its own."""
    try:
        Key.of(record, data_key)
        return True
    except Refused:
        return False


def flipped(data):
    """The same bytes with a single bit flipped, for every bit."""
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def main(arguments):
    """Does what the command line says; what is refused ends the program with its reason."""
    try:
        if arguments[:1] == ["check"] and len(arguments) == 2:
            print(check(arguments[1]))
        elif arguments == ["make"]:
            sys.stdout.buffer.write(writer.vectors())
        elif arguments[:2] == ["open", "--data-keys"] and len(arguments) == 3:
            open_input(arguments[2])
        else:
            sys.exit(__doc__)
    except ValueError as error:
        sys.exit(f"reader.py: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
