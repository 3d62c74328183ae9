# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
"""The attestation token as other people's libraries see it: cbor2 for CBOR, cryptography for ECDSA.

  independent.py check TOKEN PUBLIC.pem NONCE.bin   is our token what RFC 9783 and COSE say?
  independent.py make FOLDER                        makes a key, and tokens of its own, good and bad;
                                                    FOLDER/cases lists file, expected reason, options

Nothing here knows our encoder or decoder; the rules are written down once more.
"""
import hashlib
import sys
from pathlib import Path

import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

PROFILE = "tag:psacertified.org,2023:psa#tfm"
NONCE = bytes(range(32))


def instance_id(public):
    point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return b"\x01" + hashlib.sha256(point).digest()


def to_be_signed(protected, payload):
    return cbor2.dumps(["Signature1", protected, b"", payload])


def check(token_path, key_path, nonce_path):
    data = Path(token_path).read_bytes()
    public = serialization.load_pem_public_key(Path(key_path).read_bytes())
    token = cbor2.loads(data)
    assert isinstance(token, cbor2.CBORTag) and token.tag == 18, "not tagged 18"
    protected, unprotected, payload, signature = token.value
    assert cbor2.loads(protected) == {1: -7}, "not ES256"
    assert unprotected == {}, "unprotected header"
    assert len(signature) == 64, "signature length"
    der = utils.encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    public.verify(der, to_be_signed(protected, payload), ec.ECDSA(hashes.SHA256()))
    claims = cbor2.loads(payload)
    assert claims[10] == Path(nonce_path).read_bytes(), "nonce"
    assert claims[256] == instance_id(public), "instance id"
    assert claims[265] == PROFILE, "profile"
    assert claims[2394] != 0 and claims[2395] & 0xFF00 == 0x3000, "caller or life cycle"
    assert len(claims[2396]) == 32, "implementation id"
    assert [c[1] for c in claims[2399]] == ["BL", "PRoT", "App"], "components"
    for component in claims[2399]:
        assert set(component) <= {1, 2, 4, 5, 6} and len(component[2]) == 32 and len(component[5]) == 32, "component"
    assert set(claims) <= {10, 256, 265, 268, 2394, 2395, 2396, 2398, 2399, 2400}, "unknown claim"
    assert cbor2.dumps(claims, canonical=True) == payload, "payload is not deterministic"
    assert cbor2.dumps(token, canonical=True) == data, "token is not deterministic"


class Maker:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.keys = {}
        self.cases = []

    def key(self, curve):
        if curve.name not in self.keys:
            private = ec.generate_private_key(curve)
            self.keys[curve.name] = private
            (self.folder / f"{curve.name}.pem").write_bytes(private.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
        return self.keys[curve.name]

    def claims(self, private):
        return {
            10: NONCE,
            256: instance_id(private.public_key()),
            265: PROFILE,
            2394: 7,
            2395: 0x3000,
            2396: bytes(32),
            2399: [{1: "BL", 2: bytes(32), 4: "1.0.0", 5: bytes(32)}, {2: bytes(48), 5: bytes(64)}],
        }

    def sign(self, payload, curve=ec.SECP256R1(), header=None, der=False):
        private = self.key(curve)
        algorithm, digest, size = {"secp256r1": (-7, hashes.SHA256(), 32), "secp384r1": (-35, hashes.SHA384(), 48),
                                   "secp521r1": (-36, hashes.SHA512(), 66)}[curve.name]
        protected = cbor2.dumps({1: algorithm}) if header is None else header
        signature = private.sign(to_be_signed(protected, payload), ec.ECDSA(digest))
        if not der:
            r, s = utils.decode_dss_signature(signature)
            signature = r.to_bytes(size, "big") + s.to_bytes(size, "big")
        return [protected, {}, payload, signature]

    def add(self, name, data, reason="accepted", curve=ec.SECP256R1(), options=""):
        (self.folder / f"{name}.cbor").write_bytes(data)
        self.cases.append(f"{name}.cbor {curve.name}.pem {reason} {options}".rstrip())

    def add_claims(self, name, claims, reason="accepted", **more):
        self.add(name, cbor2.dumps(cbor2.CBORTag(18, self.sign(cbor2.dumps(claims)))), reason, **more)

    def good(self):
        nonce = "--nonce-file nonce.bin"
        for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()):
            payload = cbor2.dumps(self.claims(self.key(curve)))
            self.add(f"good-{curve.name}", cbor2.dumps(cbor2.CBORTag(18, self.sign(payload, curve))), curve=curve,
                     options=nonce)
        self.add_claims("good-unknown-claims", {**self.claims(self.key(ec.SECP256R1())), 70000: {"a": [1.5, None]}, "x": 1})
        self.add_claims("unknown-claims", {**self.claims(self.key(ec.SECP256R1())), 70000: 1}, "attest.unknown_claim",
                        options="--refuse-unknown")
        payload = cbor2.dumps(self.claims(self.key(ec.SECP256R1())))
        wide = payload.replace(b"\x19\x09\x5a\x07", b"\x1a\x00\x00\x09\x5a\x1b" + bytes(7) + b"\x07")
        assert wide != payload
        self.add("good-wide", cbor2.dumps(cbor2.CBORTag(18, self.sign(wide))))
        self.add("wide", cbor2.dumps(cbor2.CBORTag(18, self.sign(wide))), "cbor.shortest", options="--shortest")

    def bad_envelopes(self):
        payload = cbor2.dumps(self.claims(self.key(ec.SECP256R1())))
        parts = self.sign(payload)
        token = cbor2.dumps(cbor2.CBORTag(18, parts))
        self.add("untagged", cbor2.dumps(parts), "token.tag")
        self.add("tag-17", cbor2.dumps(cbor2.CBORTag(17, parts)), "token.tag")
        self.add("tag-61", cbor2.dumps(cbor2.CBORTag(61, cbor2.CBORTag(18, parts))), "token.tag")
        self.add("trailing", token + b"\x00", "token.trailing")
        self.add("cut", token[:-1], "cbor.end")
        self.add("empty", b"", "cbor.end")
        self.add("three", cbor2.dumps(cbor2.CBORTag(18, parts[:3])), "token.envelope")
        self.add("detached", cbor2.dumps(cbor2.CBORTag(18, [parts[0], {}, None, parts[3]])), "token.detached")
        self.add("der", cbor2.dumps(cbor2.CBORTag(18, self.sign(payload, der=True))), "token.signature_length")
        for name, header, reason in (("no-header", b"", "token.algorithm"), ("empty-header", b"\xa0", "token.algorithm"),
                                     ("hmac", cbor2.dumps({1: 5}), "token.algorithm"),
                                     ("eddsa", cbor2.dumps({1: -8}), "token.algorithm"),
                                     ("critical", cbor2.dumps({1: -7, 2: [99]}), "token.critical"),
                                     ("alg-twice", b"\xa2\x01\x26\x01\x26", "token.header_twice")):
            self.add(name, cbor2.dumps(cbor2.CBORTag(18, self.sign(payload, header=header))), reason)
        for name, header, reason in (("unprotected-kid", {4: b"x"}, "token.unprotected"),
                                     ("unprotected-x5chain", {33: b"x"}, "token.unprotected"),
                                     ("unprotected-crit", {2: [1]}, "token.unprotected"),
                                     ("unprotected-alg", {1: -7}, "token.header_twice"),
                                     ("good-unprotected", {"note": 1}, "accepted")):
            self.add(name, cbor2.dumps(cbor2.CBORTag(18, [parts[0], header, parts[2], parts[3]])), reason)
        indefinite = b"\xd2\x9f" + b"".join(cbor2.dumps(part) for part in parts) + b"\xff"
        self.add("indefinite", indefinite, "cbor.indefinite")

    def bad_claims(self):
        good = self.claims(self.key(ec.SECP256R1()))
        for key in good:
            self.add_claims(f"without-{key}", {k: v for k, v in good.items() if k != key}, "token.claim_missing")
            payload = cbor2.dumps(good)
            doubled = bytes([payload[0] + 1]) + payload[1:] + cbor2.dumps(key) + cbor2.dumps(good[key])
            self.add(f"doubled-{key}", cbor2.dumps(cbor2.CBORTag(18, self.sign(doubled))), "token.claim_twice")
            self.add_claims(f"null-{key}", {**good, key: None}, "token.claim_type")
        for name, key, value, reason in (
                ("short-nonce", 10, bytes(31), "token.claim_length"), ("long-nonce", 10, bytes(65), "token.claim_length"),
                ("nonce-array", 10, [bytes(32)], "token.claim_type"), ("short-ueid", 256, b"\x01" * 32, "token.claim_length"),
                ("ueid-type", 256, b"\x02" + bytes(32), "token.claim_value"),
                ("strange-ueid", 256, b"\x01" + bytes(32), "attest.instance_id"),
                ("old-profile", 265, "http://arm.com/psa/2.0.0", "token.profile"), ("client-0", 2394, 0, "token.claim_value"),
                ("client-33-bit", 2394, 2**31, "token.claim_value"), ("lifecycle-7000", 2395, 0x7000, "token.claim_value"),
                ("decommissioned", 2395, 0x6000, "attest.lifecycle"), ("debug", 2395, 0x4001, "attest.lifecycle"),
                ("good-low-byte", 2395, 0x30A5, "accepted"), ("implementation", 2396, bytes(33), "token.claim_length"),
                ("no-component", 2399, [], "token.components"), ("component", 2399, [{2: bytes(32)}], "token.claim_missing"),
                ("field-3", 2399, [{2: bytes(32), 5: bytes(32), 3: ""}], "token.component_key"),
                ("seed", 268, bytes(7), "token.claim_length"), ("certificate", 2398, "1234567890123", "token.claim_length")):
            self.add_claims(name, {**good, key: value}, reason)
        self.add_claims("good-debug", {**good, 2395: 0x4001}, options="--allow-debug")
        self.add_claims("stale", {**good, 10: bytes(32)}, "attest.nonce", options="--nonce-file nonce.bin")
        self.add_claims("profile-1", {**{k: v for k, v in good.items() if k != 265}, -75000: "PSA_IOT_PROFILE_1"},
                        "token.profile")


def make(folder):
    maker = Maker(folder)
    (maker.folder / "nonce.bin").write_bytes(NONCE)
    maker.good()
    maker.bad_envelopes()
    maker.bad_claims()
    (maker.folder / "cases").write_text("\n".join(maker.cases) + "\n")


if __name__ == "__main__":
    {"check": check, "make": make}[sys.argv[1]](*sys.argv[2:])
