"""What peridiod is told on a device that gets its identity from a bulk job's folder."""

import json

from app.core.recipe import Place, Recipe


def config_of(recipe: Recipe) -> bytes | None:
    """`peridio.json`, version 1, with the paths and names of the recipe; None where the recipe writes none."""
    if recipe.storage.config is None:
        return None
    node = {"key_pair_source": _source(recipe), "key_pair_config": _places(recipe)}
    return json.dumps({"version": 1, "node": node}, indent=2).encode() + b"\n"


def _source(recipe: Recipe) -> str:
    return "file" if recipe.key.place is Place.FILE else "pkcs11"


def _places(recipe: Recipe) -> dict[str, str]:
    match recipe.key.place:
        case Place.FILE:
            return {"private_key_path": str(recipe.key.path), "certificate_path": str(recipe.storage.certificate)}
        case Place.TPM:
            return {"key_id": recipe.key.uri, "certificate_path": str(recipe.storage.certificate)}
        case _:
            token = recipe.key.uri.partition(";type=")[0]
            return {"key_id": f"{token};type=private", "cert_id": f"{token};type=cert"}
