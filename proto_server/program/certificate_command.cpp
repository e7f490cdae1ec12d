#include "proto_server/program/certificate_command.hpp"

#include "common/system/file.hpp"
#include "proto_server/program/certificate.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <unistd.h>

namespace server {
namespace {

namespace fs = std::filesystem;

/// Returns the names and addresses of this computer: localhost and its name.
std::vector<std::string> own_hosts() {
    std::vector<std::string> hosts{"localhost", "127.0.0.1", "::1"};
    char name[256] = {};
    if (gethostname(name, sizeof name - 1) == 0 && *name &&
        make_certificates({name}))
        hosts.emplace_back(name);
    return hosts;
}

/// Makes a new file. It has `mode` from the first moment, so nobody else can
/// read a key in between.
void write_new(const fs::path& file, const std::string& text, mode_t mode) {
    const File opened(
        open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (!opened || !write_all(opened, text) || fsync(opened.descriptor()) != 0)
        throw std::runtime_error("cannot write " + file.string() + ": " +
                                 std::strerror(errno));
}

} // namespace

int make_certificate_files(const CertificateOptions& options) {
    const fs::path folder = options.folder;
    const auto ca = folder / "ca.pem";
    const auto server = folder / "server.pem";
    const auto key = folder / "server.key";
    for (const auto& file : {ca, server, key})
        if (fs::exists(file))
            throw std::runtime_error(
                file.string() + " is there already. If nobody needs it any "
                                "more, remove it; else name another folder.");
    const auto hosts = options.hosts.empty() ? own_hosts() : options.hosts;
    const auto made = make_certificates(hosts);
    if (!made) throw std::runtime_error("--host: " + made.error());

    fs::create_directories(folder);
    write_new(key, made->key, 0600);
    write_new(server, made->server, 0644);
    write_new(ca, made->ca, 0644);
    std::cout << "For a year, and for";
    for (const auto& host : hosts) std::cout << " " << host;
    std::cout << ":\n  " << ca.string()
              << "  is for the clients: it vouches for the server\n  "
              << server.string() << "  is the server's certificate\n  "
              << key.string() << "  is its key: a secret\n"
              << "Now: proto_server --imaps 127.0.0.1:1993"
              << (options.folder == own_tls_folder
                      ? ""
                      : " --certificate " + server.string())
              << "\n";
    return 0;
}

} // namespace server
