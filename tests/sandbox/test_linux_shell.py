"""The simulated Linux: its shell says what a real one says, its login and its parts behave as such devices do."""

import shutil
import subprocess

import pytest

from app.devices.links.console import _checked
from app.sandbox.families import PASSWORD, USER
from app.sandbox.linux import LinuxUnit

PROMPT = b"\x1b[01;32mroot@gateway\x1b[00m:~# "

SCRIPTS = [
    r"""printf '%s|%s\n' a b c; printf '\n<%s %s>\n' x 'y z'; printf "no words\n" """,
    r"""x='a  b'; echo $x "$x" "${x}c" '$x' \$x a"b"'c'; set_=; echo "[$set_]" ${set_:-other one}""",
    r"""l='abc def ghi'; echo "${l%% *}" "${l% *}" "${l#* }" "${l##* }" ${#l} "${l%x}" """,
    r"""i=2; while [ $i -gt 0 ]&&[ $i -lt 5 ];do echo $i;i=$((i+1));done; echo $(((${#i}+4)%3)) $((7*2-1))""",
    r"""a(){ for p in $*;do [ "$p" = two ]&&{ echo found $p;return 3;};done;echo none; };a one two three;echo $?;a;echo $?""",
    r"""case "a never extractable b" in *"never extractable"*)echo yes;;*)echo no;;esac;case 644 in ?00);;6?4|x)echo mode;;esac""",
    r"""(exit 7);echo $?;false||echo or;true&&false||{ echo both;};r=$(echo x;exit 4);echo $? "$r" """,
    r"""if false;then echo a;elif true;then echo b;else echo c;fi;if false;then echo a;else echo c;fi""",
    r"""o=$(exec 2>&1;nosuch x);echo $?;cd /nowhere 2>/dev/null||echo not there""",
    r"""echo a#b $# '#c' "#d" # e;echo f""",
    r"""(umask 077;echo secret >f);cat <f;echo more >>f;cat f|tail -n 1""",
    r"""d=$(mktemp -d)&&cd $d&&printf %s aGVsbG8K|base64 -d >c&&sha256sum <c&&base64 c;cd /;rm -rf $d;cat $d/c 2>/dev/null||echo gone""",
    r"""printf 'n=1\nname: xyz\nm=2\n'|sed -n 's/^name: //p';echo 0123456789|tail -c +4|cut -c 1-3;printf 'a\nb\n'|tr -d '\n';echo""",
    r"""mkdir -p p/q;umask 077;echo k >p/q/f;stat -c %a p/q/f;chmod 0644 p/q/f;stat -c %a p/q/f""",
    r"""mkdir -p p/q;echo k >p/q/f;mv -f p/q/f p/g&&[ -e p/g ]&&[ -s p/g ]&&dirname p/q/f""",
    r"""v=$({ printf '%s\n' "k k";echo;}|base64|tr -d '\n');echo "$v";eval 'w=1;echo "$w"';sh -c 'echo inner;exit 5';echo $?""",
]


@pytest.mark.skipif(shutil.which("busybox") is None, reason="busybox is not installed")
def test_it_says_what_busybox_says(tmp_path):
    for script in SCRIPTS:
        real = subprocess.run(["busybox", "ash", "-c", script], cwd=tmp_path, capture_output=True, timeout=60, check=False)
        unit = LinuxUnit("LAB-0042")
        unit.hear(b"cd /data\n")
        said = unit.hear(script.encode() + b"\n").replace(b"\r\n", b"\n").removeprefix(script.encode() + b"\n").removesuffix(PROMPT)
        assert said == real.stdout, script


def test_a_line_that_no_shell_can_read_is_an_error_and_no_end():
    unit = LinuxUnit("LAB-0042")
    for wrong in ("echo (", "if true", "case x", 'echo "open', "echo $((1", "echo a &", "${x", ";;"):
        assert b"syntax error" in unit.hear(f"{wrong}\n".encode()), wrong
    assert unit.hear(b"echo alive\n").endswith(b"alive\r\n" + PROMPT)


def test_nobody_gets_in_without_the_password_and_nobody_sees_it():
    unit = LinuxUnit("LAB-0042", login=(USER, PASSWORD))
    assert unit.power_up().endswith(b"gateway login: ")
    assert unit.hear(b"root\n").endswith(b"Password: ")
    assert b"Login incorrect" in unit.hear(b"wrong\n")
    unit.hear(b"root\n")
    assert PASSWORD.encode() not in unit.hear(f"{PASSWORD}\n".encode())
    assert unit.hear(b"exit\n").endswith(b"gateway login: ")


def test_what_is_under_tmp_goes_with_the_power_and_the_rest_stays():
    unit = LinuxUnit("LAB-0042")
    unit.hear(b"echo a >/tmp/a;echo b >/data/b;fw_setenv c d;x=1\n")
    unit.power_up()
    said = unit.hear(b'cat /tmp/a;cat /data/b;fw_printenv|sed -n "s/^c=//p";echo "[$x]"\n')
    assert b"can't open" in said
    assert b"\r\nb\r\nd\r\n[]\r\n" in said


def test_ctrl_c_ends_what_runs_and_the_shell_goes_on():
    unit = LinuxUnit("LAB-0042")
    unit.hear(b"while IFS= read -r l;do echo got $l;done\n")
    assert b"got one" in unit.hear(b"one\n")
    assert unit.hear(b"\x03").endswith(PROMPT)
    assert unit.hear(b"echo on\n").endswith(b"on\r\n" + PROMPT)


def test_a_token_locks_itself_after_three_wrong_pins():
    unit = LinuxUnit("LAB-0042", pin="1234")
    tool = "pkcs11-tool --module m --token-label t --login --pin env:P --label l --list-objects --type cert"
    for _ in range(3):
        assert b"CKR_PIN_INCORRECT" in unit.hear(f"P=9 {tool}\n".encode())
    assert b"CKR_PIN_LOCKED" in unit.hear(f"P=1234 {tool}\n".encode())


def test_what_is_said_to_our_program_is_nothing_to_any_other_shell():
    """A console server may have put another device on the cable: a command of ours is a comment there."""
    line = _checked("o=$(exec 2>&1;echo ran >/data/ran);r=$?;s TOKEN")
    other = LinuxUnit("LAB-0043")
    assert other.hear(line).endswith(b"TOKEN\r\n" + PROMPT)
    assert other.files.find("/data/ran") is None
    if shutil.which("busybox"):
        done = subprocess.run(["busybox", "ash", "-i"], input=line, capture_output=True, timeout=60, check=False, env={"PS1": ""})
        assert b"not found" not in done.stderr, "it is not even looked for"
