#!/bin/sh
# Add an entry for the program in this folder to the menu of this user.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
mkdir -p "$menu"
cat >"$menu/backprop-playground.desktop" <<ENTRY
[Desktop Entry]
Type=Application
Name=Backprop Playground
Comment=Draw points, shape a small neural network, and watch it learn
Exec="$here/backprop-playground" %f
Icon=$here/icon.png
Terminal=false
Categories=Education;Science;
ENTRY
echo "Added $menu/backprop-playground.desktop"
