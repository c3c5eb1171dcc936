"""A key with certificates for tests: a SoftHSM token filled with real keys, and drivers that misbehave."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from data.apart import Apart
from data.domain.model import Report
from tests.factory_certificates import PASSWORD, certificate

PIN = "26314078"
_DRIVERS = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
_LABEL = "测试U盾"


@dataclass(frozen=True, slots=True)
class Token:
    """The driver of a plugged-in key, and the folder its contents lie in: gone when the key is pulled out."""

    driver: Path
    store: Path


def empty_slot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    """A driver with no key plugged in; skips where SoftHSM cannot be had."""
    driver = next((Path(one) for one in _DRIVERS if os.path.exists(one)), None)
    if driver is None or not shutil.which("softhsm2-util"):
        pytest.skip("没有 SoftHSM（softhsm2），不能试U盾签名")
    store = folder / "tokens"
    store.mkdir(parents=True)
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {store}\nlog.level = ERROR\n", "utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    return Token(driver, store)


def plugged_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    """A key that is set up and holds nothing yet."""
    token = empty_slot(folder, monkeypatch)
    _run("--init-token", "--free", "--label", _LABEL, "--pin", PIN, "--so-pin", "87041362")
    return token


def with_certificate(
    token: Token,
    folder: Path,
    name: str,
    days: tuple[int, int] = (-1, 365),
    rsa_key: bool = False,
    signs: bool = True,
) -> Path:
    """Put a self-made certificate and its private key on the key; gives back the certificate's own file."""
    folder.mkdir(exist_ok=True)
    file, alone = certificate(folder, name, days, rsa_key, signs)
    key, made, _ = pkcs12.load_key_and_certificates(file.read_bytes(), PASSWORD.encode())
    assert key is not None and made is not None
    plain = folder / f"{name}.pem"
    plain.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    number = f"{made.serial_number % 2**32:08x}"
    _run("--import", str(plain), "--token", _LABEL, "--label", name, "--id", number, "--pin", PIN)
    put_certificate(token, name, bytes.fromhex(number), made.public_bytes(Encoding.DER))
    return alone


def put_certificate(token: Token, name: str, number: bytes, data: bytes) -> None:
    """Put a certificate alone on the key."""
    with Apart() as child:
        child.ask(_put, token.driver, name, number, data, limit=30)


def _put(driver: Path, name: str, number: bytes, data: bytes, report: Report) -> None:
    import pkcs11
    from pkcs11 import Attribute, CertificateType, ObjectClass

    token = pkcs11.lib(str(driver)).get_token(token_label=_LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.PRIVATE: False,
                Attribute.LABEL: name,
                Attribute.ID: number,
                Attribute.SUBJECT: b"0\x00",
                Attribute.VALUE: data,
            }
        )


def _run(*arguments: str) -> None:
    said = subprocess.run(["softhsm2-util", *arguments], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


# ---------------------------------------------------------------- drivers that misbehave

_SOURCE = """
#include <dlfcn.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
typedef unsigned long (*Call)();
struct list { unsigned char version[2]; Call calls[68]; };
static struct list ours;
static unsigned long crash() { raise(SIGSEGV); return 0; }
static unsigned long hang() { for (;;) sleep(60); }
static unsigned long pulled() { return 0x32; }
static unsigned long locked() { return 0xA4; }
static unsigned long cancelled() { return 0x50; }
static unsigned long unable() { return 0x70; }
unsigned long C_GetFunctionList(struct list **out) {
    struct list *theirs;
    void *driver = dlopen(DRIVER, RTLD_NOW);
    Call get = (Call) dlsym(driver, "C_GetFunctionList");
    if (AT < 0) FAULT();
    get(&theirs);
    memcpy(&ours, theirs, sizeof ours);
    ours.calls[AT < 0 ? 0 : AT] = FAULT;
    *out = &ours;
    return 0;
}
"""
GET_LIST, INITIALIZE, GET_SLOTS, LOGIN, SIGN = -1, 0, 4, 18, 43
"""Where in a driver's list of functions the fault sits."""


def faulty_driver(folder: Path, token: Token, at: int, fault: str) -> Path:
    """A driver as the token's own, but for one function that crashes, hangs, or answers with an error."""
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.skip("没有 gcc，不能做出会崩溃的驱动")
    source, driver = folder / "driver.c", folder / "厂商驱动" / f"{fault}{at}.so"
    driver.parent.mkdir()
    source.write_text(_SOURCE, "utf-8")
    defined = [f"-DAT=({at})", f"-DFAULT={fault}", f'-DDRIVER="{token.driver}"']
    subprocess.run([compiler, "-shared", "-fPIC", "-w", *defined, "-o", driver, source, "-ldl"], check=True)
    return driver
