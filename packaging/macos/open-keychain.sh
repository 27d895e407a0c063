#!/bin/sh
# open-keychain.sh   (macOS, on a machine that is thrown away)
# Puts the certificate in CERTIFICATE (base64 of a .p12) and CERTIFICATE_PASSWORD where codesign finds it; without one it says so.
set -eu

if [ -z "${CERTIFICATE:-}" ]; then
  echo "Nothing will be signed: there is no certificate."
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf %s "$CERTIFICATE" | base64 -d > "$folder/certificate.p12"
keychain=signing.keychain-db
password=$(openssl rand -hex 16)
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 3600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/certificate.p12" -k "$keychain" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
