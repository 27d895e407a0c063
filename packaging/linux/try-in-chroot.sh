#!/bin/sh
# try-in-chroot.sh SUITE PACKAGE…   (root; debootstrap, Xvfb)
# Uses a .deb or an .AppDir.tar.xz in a bare Debian of that suite: “slip doctor” finds nothing wrong, the demo names its song in a window
# on a screen of its own.  The bare Debian is kept in build/debian-SUITE; each package is tried in a fresh copy.
set -eu

suite=$1
shift
cd "$(dirname "$0")/../.."
bare=$PWD/build/debian-$suite
[ -d "$bare" ] || debootstrap --variant=minbase "$suite" "$bare"

root=$(mktemp -d "$PWD/build/tried-$suite-XXXXXX")
number=$(mktemp "$PWD/build/display-XXXXXX")
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$number" >/dev/null 2>&1 & # takes a number that is free and tells it
screen=$!
clean() {
  kill "$screen" 2>/dev/null || true
  umount "$root/proc" 2>/dev/null || true
  rm -rf "$root" "$number"
}
trap clean EXIT
while kill -0 "$screen" && ! [ -s "$number" ]; do sleep 1; done
display=:$(cat "$number")

inside() {
  (exec_inside "$@")
}

exec_inside() {
  exec chroot "$root" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

for package in "$@"; do
  cp -a "$bare/." "$root/"
  cp /etc/resolv.conf "$root/etc/"
  mount -t proc proc "$root/proc"
  name=$(basename "$package")
  case $name in
    *.deb)
      cp "$package" "$root/root/"
      inside apt-get update -qq
      inside apt-get install -y -qq --no-install-recommends "/root/$name" >/dev/null
      run=/usr/bin
      ;;
    *)
      # Nothing is installed, not even what unpacks it.
      tar -C "$root/opt" -xJf "$package"
      run=/opt/Slipgui.AppDir/usr/bin
      ;;
  esac
  inside "$run/slip" doctor
  (exec_inside DISPLAY="$display" timeout 600 "$run/slipgui" --demo /tmp) > "$root/answer" &
  window=$!
  while kill -0 "$window" 2>/dev/null && ! grep -q '"outcome"' "$root/answer"; do sleep 1; done
  kill "$window" 2>/dev/null || true # of timeout, which passes it on
  wait "$window" || true
  grep -q '"outcome": "identified"' "$root/answer"
  echo "$name works in a bare $suite"
  umount "$root/proc"
  rm -rf "$root"
  mkdir "$root"
done
