#pragma once

#include "common/net/tls_context.hpp"
#include "proto_server/program/certificate.hpp"
#include "tests/unit/own_folder.hpp"

#include <string>

/// The certificates of a class: a CA, and a server whose certificate it signed.
struct OwnCertificates {
    server::Certificates made =
        server::make_certificates({"localhost", "127.0.0.1"}).value();
    OwnFolder folder;

    OwnCertificates() {
        folder.write("ca.pem", made.ca);
        folder.write("server.pem", made.server);
        folder.write("server.key", made.key);
    }
    std::string at(const std::string& name) const {
        return (folder.path / name).string();
    }
    net::TlsContext server() const {
        return net::TlsContext::server(at("server.pem"), at("server.key"))
            .value();
    }
    net::TlsContext client() const {
        return net::TlsContext::client(at("ca.pem")).value();
    }
};
