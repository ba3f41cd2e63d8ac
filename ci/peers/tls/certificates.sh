#!/usr/bin/env bash
# Makes the certificates of the counterparts in the current folder: an authority, one below it, and leaves that are wrong in one way.
set -euo pipefail

# `ca` signs, since it alone sets both dates.
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nserial=ca.srl\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n' >ca.cnf
: >index.txt
echo 1000 >ca.srl

request() { # request NAME KEYTYPE COMMON-NAME
  openssl genpkey -out "$1.key" -algorithm "${2%%:*}" -pkeyopt "${2#*:}" 2>/dev/null
  openssl req -new -key "$1.key" -subj "/CN=$3" -out "$1.csr"
}

sign() { # sign NAME DIGEST FROM UNTIL (days from now) AUTHORITY | self
  local signer=(-cert "$5.pem" -keyfile "$5.key")
  if [ "$5" = self ]; then signer=(-selfsign -keyfile "$1.key"); fi
  openssl ca -batch -notext -config ca.cnf "${signer[@]}" -md "$2" -startdate "$(date -ud "$3 days" +%y%m%d%H%M%SZ)" \
    -enddate "$(date -ud "$4 days" +%y%m%d%H%M%SZ)" -extfile "$1.ext" -in "$1.csr" -out "$1.pem" 2>/dev/null
}

authority() { # authority NAME KEYTYPE SIGNED-BY | self
  request "$1" "$2" "Samspel $1"
  printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n' >"$1.ext"
  sign "$1" sha256 -400 +3000 "$3"
}

leaf() { # leaf NAME KEYTYPE SAN DIGEST FROM UNTIL SIGNED-BY | self
  request "$1" "$2" localhost
  printf 'subjectAltName=%s\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\ncrlDistributionPoints=URI:http://crl.example/a.crl\n' "$3" >"$1.ext"
  sign "$1" "$4" "$5" "$6" "$7"
}

ec=EC:ec_paramgen_curve:P-256
authority root "$ec" self
authority intermediate RSA:rsa_keygen_bits:2048 root
leaf sound "$ec" DNS:localhost sha256 -1 +90 intermediate
leaf rsa RSA:rsa_keygen_bits:2048 DNS:localhost sha256 -1 +90 intermediate
leaf expired "$ec" DNS:localhost sha256 -90 -1 intermediate
leaf other-name "$ec" DNS:annan.example sha256 -1 +90 intermediate
leaf sha1 "$ec" DNS:localhost sha1 -1 +90 intermediate
leaf rsa-1024 RSA:rsa_keygen_bits:1024 DNS:localhost sha256 -1 +90 intermediate
leaf self-signed "$ec" DNS:localhost sha256 -1 +90 self
cat sound.pem intermediate.pem >sound.chain.pem
cat rsa.pem intermediate.pem >rsa.chain.pem
# No named group is that short, and s_server wants a safe prime.
[ -s dh1024.pem ] || openssl dhparam -out dh1024.pem 1024 2>/dev/null
