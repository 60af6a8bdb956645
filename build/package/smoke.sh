#!/usr/bin/env bash
# Installs what was made, as a person would, and asks it for its version in the terminal; for the runners of a workflow.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(node -p "require('./package.json').version")
case $(uname -s) in
  Linux)
    sudo apt-get install --yes "./out/package/inkling_${version}_$(dpkg --print-architecture).deb"
    desktop-file-validate /usr/share/applications/inkling-desktop.desktop
    answer=$(xvfb-run --auto-servernum /opt/Inkling/resources/bin/inkling --version)
    ;;
  Darwin)
    mount=$(hdiutil attach -nobrowse ./out/package/*.dmg | sed -n 's|.*\(/Volumes/.*\)|\1|p')
    cp -R "$mount/Inkling.app" "$RUNNER_TEMP/"
    hdiutil detach "$mount"
    codesign --verify --deep --strict "$RUNNER_TEMP/Inkling.app"
    answer=$("$RUNNER_TEMP/Inkling.app/Contents/Resources/bin/inkling" --version)
    ;;
  *)
    ./out/package/Inkling-*.exe /S
    answer=$("$LOCALAPPDATA/Programs/inkling/resources/bin/inkling.cmd" --version | tr -d '\r')
    ;;
esac
[ "$answer" = "$version" ] || { echo "the installed program answered '$answer', not $version" >&2; exit 1; }
echo "the installed program is $answer"
