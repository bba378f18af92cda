"""Peridio's OpenAPI files, which lie beside the repository and are no part of it, as judges of requests and answers."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parents[3] / "shared" / "peridio"
ADMIN, DEVICE = "peridio-admin-openapi.yaml", "peridio-device-openapi.yaml"
MISSING = [name for name in (ADMIN, DEVICE) if not (FOLDER / name).is_file()]


def _valid(node):
    """The document with its two slips set right: `type: null` without quotes, and `type: date-time`, are no JSON Schema types."""
    if isinstance(node, list):
        return [_valid(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    slips = {None: "null", "date-time": "string"}
    return {name: slips[value] if name == "type" and value in (None, "date-time") else _valid(value) for name, value in node.items()}


class Api:
    """One OpenAPI document."""

    def __init__(self, name) -> None:
        self.name = name
        documents = {file: _valid(yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))) for file in (ADMIN, DEVICE)}
        self.document = documents[name]
        resources = [(file, Resource.from_contents(content, default_specification=DRAFT202012)) for file, content in documents.items()]
        self._registry = Registry().with_resources(resources)
        self._resolver = self._registry.resolver(base_uri=name)

    def find(self, method, path):
        """The path template and operation for a request; literal templates go before those with parameters."""
        for template in sorted(self.document["paths"], key=lambda known: known.count("{")):
            pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(template))
            if re.fullmatch(pattern, path) and method.lower() in self.document["paths"][template]:
                return template, self.document["paths"][template][method.lower()]
        raise AssertionError(f"{self.name} has no {method} {path}")

    def errors(self, value, schema):
        """What is wrong with a value, undeclared names included."""
        anchored = self._anchored(schema)
        found = Draft202012Validator(anchored, registry=self._registry, format_checker=FormatChecker()).iter_errors(value)
        return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in found] + list(
            self._undeclared(value, [(schema, self._resolver)], "")
        )

    def _anchored(self, schema):
        # References inside a part of the document are relative to the whole of it.
        return json.loads(json.dumps(schema, default=str).replace('"$ref": "#', f'"$ref": "{self.name}#'))

    def _undeclared(self, value, schemas, at):
        """Names that no schema of these, nor any alternative in them, declares; each schema comes with where its references start."""
        if isinstance(value, list):
            for number, entry in enumerate(value):
                yield from self._undeclared(entry, self._parts(schemas, "items"), f"{at}/{number}")
        elif isinstance(value, dict):
            known = self._parts(schemas, "properties")
            for name, entry in value.items():
                within = [(part[name], base) for part, base in known if name in part]
                if within:
                    yield from self._undeclared(entry, within, f"{at}/{name}")
                elif known:
                    yield f"{at}: {name} is not in the API"

    def _parts(self, schemas, keyword):
        """Every `keyword` of these schemas and of what they refer to or are put together from."""
        found, waiting = [], list(schemas)
        while waiting:
            part, base = waiting.pop()
            if "$ref" in part:
                resolved = base.lookup(part["$ref"])
                waiting.append((resolved.contents, resolved.resolver))
            if keyword in part:
                found.append((part[keyword], base))
            waiting += [(sub, base) for word in ("allOf", "oneOf", "anyOf") for sub in part.get(word, ())]
        return found

    def parameters(self, operation, place):
        """The parameters an operation takes in its path, query or header."""
        known = [self._resolver.lookup(one["$ref"]).contents if "$ref" in one else one for one in operation.get("parameters", ())]
        return {one["name"]: one for one in known if one["in"] == place}

    def request_errors(self, request):
        """What is wrong with a request that was sent."""
        template, operation = self.find(request.method, request.url.path)
        known = self.parameters(operation, "query")
        for name, text in parse_qsl(request.url.query.decode(), keep_blank_values=True):
            if name not in known:
                yield f"{template}: query {name} is not in the API"
                continue
            schema = known[name]["schema"]
            value = int(text) if schema.get("type") == "integer" and text.isdigit() else text
            yield from self.errors(value, schema)
        if "requestBody" in operation:
            yield from self.errors(json.loads(request.content), operation["requestBody"]["content"]["application/json"]["schema"])
            if request.headers.get("content-type") != "application/json":
                yield f"{template}: the body is not said to be JSON"
        elif request.content:
            yield f"{template}: takes no body"

    def answer_errors(self, response):
        """What is wrong with an answer to a request."""
        template, operation = self.find(response.request.method, response.request.url.path)
        declared = operation["responses"].get(str(response.status_code))
        if declared is None:
            yield f"{template}: {response.status_code} is not in the API"
        elif "content" in declared:
            yield from self.errors(response.json(), declared["content"]["application/json"]["schema"])
        elif response.content:
            yield f"{template}: {response.status_code} has no body"
