"""Lists the licences of everything in the bundle, writes them beside it as LICENCES.txt, and fails on anything that is GPL or unknown."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import NamedTuple

from PyInstaller.archive.readers import CArchiveReader

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licence-texts"

FORBIDDEN = re.compile(r"(?<![A-Z])A?GPL|GNU (Affero )?General Public|SSPL|non-?commercial", re.IGNORECASE)
"""What may not travel with us. LGPL may, as a library of its own (Qt): whoever gets the bundle can replace the file."""

KNOWN_EXCEPTIONS = re.compile(r"\S+ WITH (GCC-exception-3\.1|Bootloader-exception)")
"""What lets a program contain them whatever its own licence is."""

QT_MODULES = (
    *("Core", "DBus", "Gui", "Widgets", "Svg", "Network", "PrintSupport", "Concurrent", "OpenGL", "OpenGLWidgets"),
    *("FFmpegStub-.*", "XcbQpa", "WaylandClient", "WlShellIntegration", "WaylandEglClientHwIntegration"),
    *("Qml", "QmlMeta", "QmlModels", "QmlWorkerScript", "Quick"),  # the sound plugin links them
)
"""Qt's modules under LGPL that a station could need, one by one: others (Charts, Virtual Keyboard, Quick 3D …) are GPL only."""

LIBRARIES = {
    "Qt 6 and PySide6": (
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        rf"libQt6({'|'.join(QT_MODULES)})|lib(pyside6|shiboken6)\.abi3",
    ),
    "FFmpeg, as Qt builds it": ("LGPL-2.1-or-later", r"lib(avcodec|avformat|avutil|swresample|swscale)"),
    "ICU": ("Unicode-3.0", r"libicu(data|i18n|uc)"),
    "Python": ("PSF-2.0", r"libpython3"),
    "GCC's run-time libraries": ("GPL-3.0-or-later WITH GCC-exception-3.1", r"lib(gcc_s|stdc\+\+)"),
    "GLib": ("LGPL-2.1-or-later", r"lib(glib|gthread|gobject|gmodule|gio)-2\.0"),
    "X and XCB client libraries": ("MIT", r"lib(X11|X11-xcb|Xau|Xdmcp|Xext|Xrandr|Xrender|xcb|xcb-[a-z-]+|xkbcommon|xkbcommon-x11)"),
    "Wayland client libraries": ("MIT", r"libwayland-(client|cursor|egl)"),
    "D-Bus client library": ("AFL-2.1 OR GPL-2.0-or-later", r"libdbus-1"),
    "systemd client library": ("LGPL-2.1-or-later", r"libsystemd"),
    "libgcrypt, libgpg-error": ("LGPL-2.1-or-later", r"lib(gcrypt|gpg-error)"),
    "libcap": ("BSD-3-Clause OR GPL-2.0-only", r"libcap"),
    "fontconfig": ("HPND", r"libfontconfig"),
    "FreeType": ("FTL OR GPL-2.0-or-later", r"libfreetype"),
    "libpng": ("libpng-2.0", r"libpng16"),
    "libjpeg-turbo": ("IJG AND BSD-3-Clause", r"libjpeg"),
    "zlib, bzip2": ("Zlib AND bzip2-1.0.6", r"lib(z|bz2)"),
    "liblzma": ("0BSD", r"liblzma"),
    "LZ4": ("BSD-2-Clause", r"liblz4"),
    "Zstandard": ("BSD-3-Clause OR GPL-2.0-only", r"libzstd"),
    "Brotli": ("MIT", r"libbrotli(common|dec)"),
    "HarfBuzz": ("MIT", r"libharfbuzz"),
    "Little CMS": ("MIT", r"liblcms2"),
    "libtiff": ("libtiff", r"libtiff"),
    "WebP": ("BSD-3-Clause", r"lib(sharpyuv|webp|webpdemux|webpmux)"),
    "OpenJPEG": ("BSD-2-Clause", r"libopenjp2"),
    "libavif, with libaom and dav1d": ("BSD-2-Clause", r"libavif"),
    "elfutils": ("LGPL-3.0-or-later OR GPL-2.0-or-later", r"lib(dw|elf)(-0)?"),
    "libattr, libusb, libudev": ("LGPL-2.1-or-later", r"lib(attr|usb-1\.0|usb-1|udev)"),
    "Expat": ("MIT", r"libexpat"),
    "libffi": ("MIT", r"libffi"),
    "PCRE2": ("BSD-3-Clause", r"libpcre2-8"),
    "OpenSSL": ("Apache-2.0", r"lib(ssl|crypto)"),
    "SQLite": ("blessing", r"libsqlite3"),
    "MIT Kerberos": ("MIT", r"lib(krb5|krb5support|k5crypto|gssapi_krb5|com_err)"),
    "keyutils": ("LGPL-2.1-or-later", r"libkeyutils"),
    "libbsd, libmd": ("BSD-3-Clause", r"lib(bsd|md)"),
    "libuuid, libblkid, libmount": ("BSD-3-Clause AND LGPL-2.1-or-later", r"lib(uuid|blkid|mount)"),
    "libselinux": ("LicenseRef-public-domain", r"libselinux"),
    "libmpdec": ("BSD-2-Clause", r"libmpdec"),
    "PulseAudio client library": ("LGPL-2.1-or-later", r"libpulse(common-.*)?"),
    "what PulseAudio's client needs": (
        "LGPL-2.1-or-later AND BSD-3-Clause",
        r"lib(sndfile|asyncns|FLAC|vorbis|vorbisenc|ogg|opus|mpg123|mp3lame|apparmor)",
    ),
}
"""Shared libraries that come from the build machine or inside Qt: the licence (SPDX), and the file names up to the version.

What is not here stops the build: find out the licence, then add it.
"""

PACKAGES = {
    "hidapi": "BSD-3-Clause OR GPL-3.0-only OR LicenseRef-hidapi-original",  # LICENSE.txt: "can be used under one of three licenses"
    "pyrage": "MIT",  # LICENSE, the only file on it
}
"""Python packages whose metadata does not say it, or not that it is a choice: what their licence files say (SPDX)."""


class Part(NamedTuple):
    """Something in the bundle that others made."""

    name: str
    licence: str
    texts: tuple[str, ...] = ()


def is_allowed(licence: str) -> bool:
    """Whether an SPDX expression, or a licence's name, lets us choose terms that are not the GPL's."""
    return any(
        not FORBIDDEN.search(KNOWN_EXCEPTIONS.sub("", choice)) and choice.strip()
        for choice in re.split(r"\bOR\b", licence.replace("Lesser General Public", "LGPL"))
    )


def licence_of(found: Distribution) -> str:
    """What a distribution says of itself: PACKAGES, else expression, else the classifiers, else the old field's first line."""
    if found.name in PACKAGES:
        return PACKAGES[found.name]
    meta = found.metadata
    classifiers = [line.split("::")[-1].strip() for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    expression, first = ("".join(meta.get_all(field) or []).strip().splitlines()[:1] for field in ("License-Expression", "License"))
    return "".join(expression) or " AND ".join(classifiers) or "".join(first)


def list_packages(modules: Iterable[str]) -> Iterator[Part]:
    """The Python distributions that these top-level modules come from."""
    owners = packages_distributions()
    for name in sorted({owner for module in modules for owner in owners.get(module, []) if owner != "birthmark"}, key=str.lower):
        found = distribution(name)
        files = [file for file in found.files or [] if re.search(r"(licen[cs]e|copying|notice)", file.name, re.IGNORECASE)]
        files = [file for file in files if ".dist-info" in str(file)]
        texts = tuple(str(file.read_text()) for file in files)
        yield Part(f"{name} {found.version}", licence_of(found), texts)


def list_libraries(bundle: Path) -> Iterator[Part]:
    """The shared libraries that belong to no Python distribution; one that nobody knows has an empty licence."""
    inside = bundle / "_internal"
    names: set[str] = set()
    for file in sorted(inside.rglob("*.so*")):
        place = file.relative_to(inside)
        if len(place.parts) > 1 and not place.is_relative_to("PySide6/Qt/lib"):
            continue  # a compiled part of a Python package, or a plugin of Qt
        names.add(re.split(r"\.so\b", file.name)[0])
    for name in sorted(names):
        plain = re.sub(r"-[0-9a-f]{8}(?=[.0-9]*$)", "", name)  # auditwheel puts a digest into the name of what it brings along
        owner = next((title for title, (_, pattern) in LIBRARIES.items() if re.fullmatch(rf"({pattern})[-.0-9]*", plain)), "")
        if owner or not re.search(r"\.(cpython-\d|abi3$)", name):
            yield Part(f"{name} ({owner or 'unknown'})", LIBRARIES[owner][0] if owner else "")


def list_modules(bundle: Path) -> set[str]:
    """The top-level Python modules in the bundle, from its archive and its folders."""
    archive = CArchiveReader(str(bundle / "birthmark")).open_embedded_archive("PYZ.pyz")
    folders = {path.name.split(".")[0] for path in (bundle / "_internal").iterdir()}
    return {name.split(".")[0] for name in archive.toc} | folders


def notice(parts: list[Part]) -> str:
    """The text that goes along with the bundle."""
    lines = ["Birthmark is licensed under Apache-2.0 (LICENSE). It contains the following parts, each under its own licence.", ""]
    lines += [f"{part.name}: {part.licence}" for part in parts]
    lines += [
        "",
        "Qt and PySide6 are used under LGPL-3.0: they are separate files in _internal/PySide6 and can be replaced by your own build.",
    ]
    for part in parts:
        lines += [f"\n{'=' * 100}\n{part.name}\n\n{text.strip()}" for text in part.texts]
    lines += [f"\n{'=' * 100}\n{file.stem}\n\n{file.read_text(encoding='utf-8').strip()}" for file in sorted(TEXTS.glob("*.txt"))]
    return "\n".join(lines) + "\n"


def main(bundle: Path) -> int:
    """Check, tell, write; 1 if something may not be there, 2 if there is nothing to check."""
    if not (bundle / "birthmark").exists():
        print(f"There is no bundle in {bundle}: build it first.")
        return 2
    parts = [
        *list_packages(list_modules(bundle)),
        *list_libraries(bundle),
        Part("PyInstaller's loader", "GPL-2.0-or-later WITH Bootloader-exception"),
    ]
    refused = [part for part in parts if not is_allowed(part.licence)]
    for part in refused:
        print(f"not allowed in the bundle: {part.name}: {part.licence or 'licence unknown, see packaging/licences.py'}")
    (bundle / "LICENCES.txt").write_text(notice(parts), encoding="utf-8")
    print(f"{len(parts)} parts under {len({part.licence for part in parts})} licences: {bundle / 'LICENCES.txt'}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
