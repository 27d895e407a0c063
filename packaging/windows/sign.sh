#!/bin/sh
# sign.sh FILE…   (Windows, Git's sh; signtool of the Windows SDK)
# Signs programs with the certificate in CERTIFICATE (base64 of a .pfx) and CERTIFICATE_PASSWORD; without one it says so and leaves them.
set -eu

if [ -z "${CERTIFICATE:-}" ]; then
  echo "Not signed: there is no certificate."
  exit 0
fi
file=$(mktemp)
trap 'rm -f "$file"' EXIT
printf %s "$CERTIFICATE" | base64 -d > "$file"
signtool=$(find "/c/Program Files (x86)/Windows Kits/10/bin" -path '*/x64/signtool.exe' | sort | tail -1)
MSYS_NO_PATHCONV=1 "$signtool" sign /f "$(cygpath -w "$file")" /p "$CERTIFICATE_PASSWORD" /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 "$@"
