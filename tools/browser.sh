# The journeys need Chromium and a Chinese font. Installs them where that is possible without asking; else says in
# one line what to install. Never fails: the tests that need them are skipped with the reason.
set -u
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && found=1
done
[ -n "${CEYUAN_CHROMIUM:-}" ] && found=1
if [ -n "${found:-}" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium and a Chinese font for the browser tests ..."
  export DEBIAN_FRONTEND=noninteractive
  if timeout 120 apt-get update -qq >/dev/null 2>&1 &&
    timeout 400 apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "No Chromium: the browser tests (tests/e2e) are skipped. To run them: install chromium and fonts-noto-cjk."
