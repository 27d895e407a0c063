#!/bin/bash
# make-dmg.sh VERSION   (macOS)
# Packs build/frozen/Slipgui.app into dist/Slipgui-VERSION.dmg.  Signed where MACOS_SIGNING_IDENTITY names a “Developer ID Application” of the
# keychain; notarised where APPLE_ID, APPLE_TEAM_ID and APPLE_APP_PASSWORD are set, too.  Without them the image can be tried, not given away.
set -eu

version=$1
cd "$(dirname "$0")/../.."
app=build/frozen/Slipgui.app
image=dist/Slipgui-$version.dmg

if [ -n "${MACOS_SIGNING_IDENTITY:-}" ]; then
  sign() {
    codesign --force --timestamp --options runtime --entitlements packaging/macos/entitlements.plist --sign "$MACOS_SIGNING_IDENTITY" "$@"
  }
  # From the inside out: what is sealed last seals the rest.
  find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) -print0 |
    while IFS= read -r -d '' file; do sign "$file"; done
  sign "$app"
  codesign --verify --deep --strict "$app"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
mkdir -p dist
hdiutil create -volname Slipgui -srcfolder "$folder" -format ULFO -ov "$image"

if [ -n "${MACOS_SIGNING_IDENTITY:-}" ]; then
  codesign --timestamp --sign "$MACOS_SIGNING_IDENTITY" "$image"
  if [ -n "${APPLE_ID:-}" ]; then
    xcrun notarytool submit "$image" --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM_ID" --password "$APPLE_APP_PASSWORD" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature "$image"
  fi
fi
