# SPDX-License-Identifier: MIT OR Apache-2.0
"""The counterparts: `openssl s_server` and nginx, each set up in one way, on free ports of this machine."""
import pathlib
import socket
import subprocess
import time

MODERN = "ECDHE+AESGCM:ECDHE+CHACHA20"
TLS12 = ["-min_protocol", "TLSv1.2"]
SOUND = ["-cert", "sound.pem", "-key", "sound.key", "-cert_chain", "intermediate.pem"]


def leaf(name, level=""):
    return ["-cert", f"{name}.pem", "-key", f"{name}.key", "-cert_chain", "intermediate.pem", "-cipher", MODERN + level]


# Arguments of `openssl s_server`, by the name of the counterpart.
OPENSSL = {
    "modern": [*SOUND, *TLS12, "-cipher", MODERN],
    "weak": [
        "-cert", "rsa.pem", "-key", "rsa.key", "-cert_chain", "intermediate.pem",
        "-min_protocol", "TLSv1", "-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0", "-dhparam", "dh1024.pem",
    ],
    "only-tls-1.2": [*SOUND, "-tls1_2", "-cipher", MODERN],
    "only-tls-1.3": [*SOUND, "-tls1_3"],
    "only-tls-1.0": ["-cert", "rsa.pem", "-key", "rsa.key", "-cert_chain", "intermediate.pem", "-tls1", "-cipher", "DEFAULT:@SECLEVEL=0"],
    "only-p-384": [*SOUND, *TLS12, "-cipher", MODERN, "-groups", "P-384"],
    "early-data": [*SOUND, *TLS12, "-cipher", MODERN, "-early_data", "-max_early_data", "16384"],
    "expired": [*leaf("expired"), *TLS12],
    "other-name": [*leaf("other-name"), *TLS12],
    "sha1": [*leaf("sha1", ":@SECLEVEL=0"), *TLS12],
    "rsa-1024": [*leaf("rsa-1024", ":@SECLEVEL=0"), *TLS12],
    "self-signed": ["-cert", "self-signed.pem", "-key", "self-signed.key", *TLS12, "-cipher", MODERN],
    "no-intermediate": ["-cert", "sound.pem", "-key", "sound.key", *TLS12, "-cipher", MODERN],
}

# Blocks of nginx, by the name of the counterpart: what stands in its HTTPS server, and what plain HTTP says.
NGINX = {
    "nginx-web": (
        f"ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers {MODERN}; add_header Strict-Transport-Security max-age=63072000 always;"
        'add_header Set-Cookie "a=b; Secure; HttpOnly" always; location / { default_type text/html; return 200 "<form action=/in><input name=x></form>"; }',
        "return 301 https://localhost:{port}$request_uri;",
    ),
    "nginx-careless": (
        "ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers HIGH:!aNULL:!MD5;"
        'add_header Set-Cookie "a=b; HttpOnly" always; location / { default_type text/html; return 200 "<script src=http://static.example/a.js></script>"; }',
        "default_type text/html; return 200 hello;",
    ),
}


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on {port}")


class Running:
    """A counterpart, its port and that of plain HTTP."""

    def __init__(self, name):
        self.port, self.http_port = free_port(), free_port()
        if name in OPENSSL:
            # With -www it answers requests; early data and that exclude each other.
            page = ["-quiet"] if name == "early-data" else ["-www", "-quiet"]
            command = ["openssl", "s_server", "-accept", f"127.0.0.1:{self.port}", *page, *OPENSSL[name]]
            # The settings of the system would hide what the arguments ask for.
            self.process = subprocess.Popen(
                command, env={"OPENSSL_CONF": "/dev/null", "PATH": "/usr/bin:/bin:/usr/local/bin"},
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        else:
            protected, plain = NGINX[name]
            here = pathlib.Path(name).resolve()
            here.mkdir(exist_ok=True)
            folder = pathlib.Path.cwd()
            (here / "nginx.conf").write_text(
                f"daemon off; pid {here}/pid; error_log {here}/error.log; worker_processes 1; events {{}}\n"
                f"http {{ access_log off; client_body_temp_path {here}/a; proxy_temp_path {here}/b; fastcgi_temp_path {here}/c; uwsgi_temp_path {here}/d; scgi_temp_path {here}/e;\n"
                f"server {{ listen 127.0.0.1:{self.port} ssl; ssl_certificate {folder}/{'rsa' if 'careless' in name else 'sound'}.chain.pem;"
                f" ssl_certificate_key {folder}/{'rsa' if 'careless' in name else 'sound'}.key; {protected} }}\n"
                f"server {{ listen 127.0.0.1:{self.http_port}; location / {{ {plain.replace('{port}', str(self.port))} }} }} }}\n"
            )
            self.process = subprocess.Popen(
                ["nginx", "-p", str(here), "-e", f"{here}/error.log", "-c", str(here / "nginx.conf")],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        wait_for(self.port)

    def stop(self):
        self.process.terminate()
        self.process.wait()
