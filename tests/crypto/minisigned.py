"""A signature of minisign 0.12, made with a key that was thrown away."""

from __future__ import annotations

KEY = "RWRmyJzpgbVk3zUbvK6G+DuoIICvxusAj7EpNB5LPW9dlXHY7/6xq1qX"
DATA = b"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  casebook.deb\n"
COMMENT = "Casebook 0.1.0"
SIGNATURE = (
    "untrusted comment: signature from minisign secret key\n"
    "RURmyJzpgbVk357djB3au3QOfHdyoo/uCDYM//PiVsahwFqibSp2v52x/ffWQbwfTr94DOdNNmBAxCk7rpHvlBAADf6P1rKV0Qw=\n"
    f"trusted comment: {COMMENT}\n"
    "oAWcZUg+I0A6H4gc6rLWiBhOj69wmP9a29TONBTzMW27IAC/E+rV42VduBnP77LCtDIIcX2q85cHSg1ztLIlCw==\n"
)
