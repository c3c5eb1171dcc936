#!/usr/bin/env bash
# Makes sure that the Debian packages named are there: installs them where that is allowed, otherwise says what to install.
set -u
command -v dpkg-query >/dev/null || exit 0 # not a Debian family system: its own desktop brings these
missing=()
for package in "$@"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ]; then
  as_root=()
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "缺少系统组件，请管理员执行：apt-get install ${missing[*]}" >&2
  exit 1
fi
{ "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null \
  || { echo "系统组件安装失败，请执行：apt-get install ${missing[*]}" >&2; exit 1; }
