#!/usr/bin/env bash
# Installs what was made, as a person would, asks it for its version in the terminal, and opens its window; for the
# runners of a workflow.
set -euo pipefail
cd "$(dirname "$0")/../.."
on_display() { "$@"; }
version=$(node -p "require('./package.json').version")
case $(uname -s) in
  Linux)
    sudo apt-get install --yes "./out/package/inkling_${version}_$(dpkg --print-architecture).deb"
    desktop-file-validate /usr/share/applications/inkling-desktop.desktop
    on_display() { xvfb-run --auto-servernum "$@"; }
    program=/opt/Inkling/inkling-desktop
    answer=$(on_display /opt/Inkling/resources/bin/inkling --version)
    ;;
  Darwin)
    mount=$(hdiutil attach -nobrowse ./out/package/*.dmg | sed -n 's|.*\(/Volumes/.*\)|\1|p')
    cp -R "$mount/Inkling.app" "$RUNNER_TEMP/"
    hdiutil detach "$mount"
    codesign --verify --deep --strict "$RUNNER_TEMP/Inkling.app"
    program="$RUNNER_TEMP/Inkling.app/Contents/MacOS/Inkling"
    answer=$("$RUNNER_TEMP/Inkling.app/Contents/Resources/bin/inkling" --version)
    ;;
  *)
    # Git Bash takes one slash for a path of its own, and the installer would ask a person who is not there.
    ./out/package/Inkling-*.exe //S
    program="$LOCALAPPDATA/Programs/Inkling/Inkling.exe"
    answer=$("$LOCALAPPDATA/Programs/Inkling/resources/bin/inkling.cmd" --version | tr -d '\r')
    ;;
esac
[ "$answer" = "$version" ] || { echo "the installed program answered '$answer', not $version" >&2; exit 1; }
echo "the installed program is $answer"
on_display npm run smoke:electron -- "$program"
