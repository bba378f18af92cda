"""What the station has a MicroPython board do: small programs for its raw REPL, each short enough for the smallest boards.

They run in one name space that lasts as long as the session. Sources: MicroPython's documentation of `esp32.NVS`, `os`, `hashlib`;
SEC 1 (2.0), C.4, for the key's form; FIPS 186-5, 6.4, for ECDSA; the formulas on Jacobian coordinates are those of SEC 1, 2.2.1.
"""

import base64

from app.core.recipe import Form, Storage

ABSENT = "absent"

IDENTIFY = """\
import sys
try:
 import os
 u=os.uname()
except Exception:
 u=None
m=getattr(sys.implementation,'_machine','')or(u.machine if u else sys.platform)
print(m)
print(u.release if u else'.'.join(str(x) for x in sys.implementation.version[:3]))
"""
"""Two lines: the board, the version of MicroPython."""
CHIP = """\
try:
 import machine
 print(''.join('%02x'%x for x in machine.unique_id()))
except Exception:
 print('')
"""
SIGNS = """\
try:
 import os,hashlib,binascii
 hashlib.sha256(os.urandom(8)).digest()
 print(pow(2,300,11)==1)
except Exception:
 print(False)
"""
"""Whether this build can work with a P-256 key: long integers, three-argument pow, random bytes, SHA-256."""

CURVE = """\
P=2**256-2**224+2**192+2**96-1
N=0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
G=(0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)
def T(k):
 X,Y,Z=0,1,0
 for i in range(255,-1,-1):
  if Z:
   s=4*X*Y*Y%P
   m=3*(X-Z*Z)*(X+Z*Z)%P
   x=(m*m-2*s)%P
   X,Y,Z=x,(m*(s-x)-8*Y*Y*Y*Y)%P,2*Y*Z%P
  if k>>i&1:
   if Z==0:
    X,Y,Z=G[0],G[1],1
   else:
    z=Z*Z%P
    h=(G[0]*z-X)%P
    r=(G[1]*z*Z-Y)%P
    q=h*h%P
    c=q*h%P
    v=X*q%P
    x=(r*r-c-2*v)%P
    X,Y,Z=x,(r*(v-x)-Y*c)%P,Z*h%P
 i=pow(Z,P-2,P)
 return X*i*i%P,Y*i*i*i%P
def B(n):
 return n.to_bytes(32,'big')
def H(x):
 return hashlib.sha256(x).digest()
def W(x):
 return int.from_bytes(x,'big')
def K():
 c=R(KEY)
 if c[:1]==b'-':
  c=binascii.a2b_base64(c.split(b'-----')[2])
 if len(c)!=121 or c[:7]!=b'\\x30\\x77\\x02\\x01\\x01\\x04\\x20':
  raise ValueError('no P-256 key')
 return c
"""
"""P-256: `T(k)` is k times the base point; `K()` the key in its place, as ECPrivateKey in DER."""

MAKE = """\
d=W(os.urandom(40))%(N-1)+1
x,y=T(d)
c=b'\\x30\\x77\\x02\\x01\\x01\\x04\\x20'+B(d)+b'\\xa0\\x0a\\x06\\x08\\x2a\\x86\\x48\\xce\\x3d\\x03\\x01\\x07\\xa1\\x44\\x03\\x42\\x00\\x04'+B(x)+B(y)
d=0
if PEM:
 e=binascii.b2a_base64(c).strip()
 c=b'-----BEGIN EC PRIVATE KEY-----\\n'+b'\\n'.join(e[i:i+64] for i in range(0,len(e),64))+b'\\n-----END EC PRIVATE KEY-----\\n'
O(KEY)
A(c)
C(KEY)
c=b''
"""
"""Make a key in its place, by 320 random bits (FIPS 186-5, A.2.1)."""
PUBLIC = "print(binascii.hexlify(K()[56:]).decode())\n"
SIGN = """\
d=W(K()[7:39])
h={digest!r}
k=W(H(B(d)+h+os.urandom(32))+H(os.urandom(32)+B(d)))%(N-1)+1
r=T(k)[0]%N
s=pow(k,N-2,N)*(W(h)+r*d)%N
d=k=0
print('%064x%064x'%(r,s))
"""
"""r and s over a SHA-256 hash; the nonce is of the key, the hash and 512 random bits, so that a poor source of randomness tells no key."""

LOAD = """\
try:
 c=R({name!r})
 for i in range(0,len(c),128):
  print(c[i:i+128])
except OSError as e:
 print('absent' if e.args[:1] and e.args[0] in(2,-4354,'file not found')else repr(e))
"""
"""A line of Python's own writing of bytes for each 128 of them; ENOENT and ESP_ERR_NVS_NOT_FOUND are `absent`."""
THERE = """\
try:
 print(len(R({name!r})))
except OSError as e:
 print('absent' if e.args[:1] and e.args[0] in(2,-4354,'file not found')else repr(e))
"""
SAME = """\
try:
 import hashlib,binascii
 print(binascii.hexlify(hashlib.sha256(R({name!r})).digest()).decode())
except ImportError:
 print('')
"""
"""The SHA-256 of what is kept there, in hex digits; nothing where the build has none."""
EQUAL = "print(R({name!r})[{start}:{end}]=={piece!r})\n"
BEGIN = "O({name!r})\n"
PUT = "A({piece!r})\n"
PUT_PACKED = "import binascii\nA(binascii.a2b_base64({piece!r}))\n"
"""The same in base64: what is no text is shorter so."""
COMMIT = "C({name!r})\n"
DROP = """\
try:
 E({name!r})
 print('gone')
except OSError as e:
 print('absent' if e.args[:1] and e.args[0] in(2,-4354,'file not found')else repr(e))
"""

_FILES = """\
import os

def R(n):
 with open(n,'rb') as f:
  return f.read()

def O(n):
 global f
 f=open(n+'.new'if hasattr(os,'rename')else n,'wb')

def A(c):
 f.write(c)

def C(n):
 f.close()
 if hasattr(os,'rename'):
  try:
   os.rename(n+'.new',n)
  except OSError:
   os.remove(n)
   os.rename(n+'.new',n)
 if hasattr(os,'sync'):
  os.sync()

def E(n):
 os.remove(n)
"""
"""Reading, opening, adding, closing, erasing a file; beside its place first, where the build can rename (FAT renames over nothing)."""
_NVS = """\
import esp32
V=esp32.NVS({namespace!r})

def R(n):
 b=bytearray(4000)
 return bytes(b[:V.get_blob(n,b)])

def O(n):
 global f
 f=b''

def A(c):
 global f
 f+=c

def C(n):
 V.set_blob(n,f)
 V.commit()

def E(n):
 V.erase_key(n)
 V.commit()
"""
"""The same on the non-volatile storage of an ESP32, whose blobs have at most 4,000 bytes there."""


def put(piece: bytes, *, packs: bool) -> str:
    """The program that adds a piece, by the shorter writing of it; `packs`: the build knows base64."""
    packed = base64.b64encode(piece)
    return PUT_PACKED.format(piece=packed) if packs and len(packed) < len(repr(piece)) - 40 else PUT.format(piece=piece)


def access(storage: Storage, *, whole: bool) -> list[str]:
    """The functions R, O, A, C and E for the recipe's form; not `whole`: a program each, none longer than a small board takes at once."""
    program = _NVS.format(namespace=storage.namespace) if storage.form is Form.NVS else _FILES
    return [program] if whole else program.split("\n\n")


def curve(name: str, *, pem: bool) -> str:
    """`CURVE`, with where the key is and in which form."""
    return f"import os,hashlib,binascii\nKEY={name!r}\nPEM={pem}\n{CURVE}"
