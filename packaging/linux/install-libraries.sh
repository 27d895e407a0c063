#!/bin/sh
# install-libraries.sh run|test|bench|package
# Installs the Debian packages that Slipgui (run), its tests (test), benchmarks (bench) or packages (package) need and that are missing.  Where that
# takes another user, or another system, it says what to do and goes on: the packages may be there in another way.
set -eu

# What Qt needs of a bare Debian 12, without and with a display, and a font to write with.
run="python3-venv ca-certificates libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libbrotli1
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1
  libxkbcommon-x11-0 libx11-xcb1 fonts-inter"
# A screen of the tests' own, a window manager, a hand that drags; a bus to ask as a screen reader does; a font that knows Japanese.
test="xvfb xauth gnome-keyring openbox xdotool x11-utils dbus-x11 at-spi2-core fonts-vlgothic"
# A voice to speak over music, and programs to be compared with.
bench="espeak-ng libchromaprint-tools curl ffmpeg"
# A Python that can be frozen, what makes its libraries smaller, what packs them, and bare Debians to try the packages in.
package="$run libpython3.11 binutils gcc libc6-dev icu-devtools libopenblas64-serial-dev patchelf dpkg-dev xz-utils
  desktop-file-utils appstream shellcheck nsis debootstrap xvfb"

case ${1:-run} in
  run) wanted=$run ;;
  test) wanted="$run $test" ;;
  bench) wanted="$run $bench" ;;
  package) wanted=$package ;;
  *) echo "usage: $0 run|test|bench|package" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "Not a Debian system: Qt 6 needs OpenGL, fontconfig, xkbcommon and the xcb libraries of your distribution." >&2
  exit 0
fi

missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
  echo "Installing$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of package names
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Slipgui needs Debian packages that are not here. Run:" >&2
  echo "    sudo $command" >&2
fi
