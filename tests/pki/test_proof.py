import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from pki_lab import NOW, recipe_of, ticket_of

from app.core.chain import Chain
from app.core.errors import Blame, ProofFailed
from app.core.recipe import KeyKind
from app.pki.ceremony import make_root
from app.pki.keys import generate
from app.pki.proof import new_challenge, require_possession, require_same
from app.pki.requests import build_request


@pytest.fixture
def chain(authority) -> Chain:
    return authority.issue(build_request(generate(KeyKind.EC_P256), "SN-0001"), ticket_of("SN-0001"), recipe_of()).chain


def test_what_was_read_back_as_written_is_the_same(chain: Chain) -> None:
    require_same(chain, Chain.of_pem(chain.leaf_pem + chain.issuers_pem))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda chain: Chain(chain.issuers[0], chain.issuers), "another certificate .serial .* than was written"),
        (lambda chain: Chain(chain.leaf), "holds 0 CA certificates; 2 were written"),
        (lambda chain: Chain(chain.leaf, chain.issuers[::-1]), "CA certificate 1 of 2"),
        (lambda chain: Chain(chain.leaf, (chain.issuers[0], make_root(generate(KeyKind.EC_P256), "R", 1, NOW))), "CA certificate 2 of 2"),
    ],
)
def test_what_differs_is_told(chain: Chain, change, words: str) -> None:
    with pytest.raises(ProofFailed, match=words) as caught:
        require_same(chain, change(chain))
    assert caught.value.code == "PKI-PROOF"
    assert caught.value.blame is Blame.UNIT


def test_challenges_are_fresh_and_marked() -> None:
    challenges = {new_challenge() for _ in range(100)}
    assert len(challenges) == 100
    assert all(challenge.startswith(b"birthmark proof of possession") and len(challenge) > 32 for challenge in challenges)


def test_a_signature_of_the_right_key_proves_possession() -> None:
    challenge = new_challenge()
    for kind in (KeyKind.EC_P256, KeyKind.EC_P384):
        key = generate(kind)
        require_possession(key.public_key(), challenge, key.sign(challenge, ec.ECDSA(hashes.SHA256())))
    key = generate(KeyKind.RSA_2048)
    require_possession(key.public_key(), challenge, key.sign(challenge, padding.PKCS1v15(), hashes.SHA256()))


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.RSA_2048])
def test_no_other_signature_does(kind: KeyKind) -> None:
    challenge, key, other = new_challenge(), generate(kind), generate(KeyKind.EC_P256)
    good = other.sign(challenge, ec.ECDSA(hashes.SHA256()))
    for public_key, signature in (
        (key.public_key(), good),
        (key.public_key(), b""),
        (other.public_key(), good[:-1]),
        (key.public_key(), b"\x30"),
    ):
        with pytest.raises(ProofFailed, match="does not sign with the key of its certificate"):
            require_possession(public_key, challenge, signature)
    with pytest.raises(ProofFailed):
        require_possession(other.public_key(), new_challenge(), good)


def test_a_raw_signature_is_not_taken_for_one_in_der() -> None:
    challenge, key = new_challenge(), generate(KeyKind.EC_P256)
    r, s = decode_dss_signature(key.sign(challenge, ec.ECDSA(hashes.SHA256())))
    with pytest.raises(ProofFailed):
        require_possession(key.public_key(), challenge, r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def test_a_key_of_another_algorithm_proves_nothing() -> None:
    challenge, key = new_challenge(), ed448.Ed448PrivateKey.generate()
    with pytest.raises(ProofFailed):
        require_possession(key.public_key(), challenge, key.sign(challenge))
