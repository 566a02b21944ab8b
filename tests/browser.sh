#!/bin/sh
# Makes sure that a Chromium is on this machine for the tests of the desk; says what to do where it cannot.
set -e
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
echo "Installing Chromium for the tests of the desk …"
if [ "$(id -u)" = 0 ]; then as=""; else as="sudo -n"; fi
if command -v apt-get >/dev/null 2>&1 && $as apt-get update -qq && $as apt-get install -y -qq --no-install-recommends chromium; then exit 0; fi
echo "No Chromium could be installed; try: sudo apt install chromium" >&2
exit 1
