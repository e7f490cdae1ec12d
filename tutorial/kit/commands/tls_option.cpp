#include "tutorial/kit/commands/tls_option.hpp"

#include "tutorial/kit/system/files.hpp"

#include <stdexcept>

void add_tls_option(CLI::App& command, TlsOption& option) {
    auto* tls = command.add_flag("--tls", option.tls,
                                 "Speak TLS, from the first octet on");
    command
        .add_flag("--starttls", option.starttls,
                  "Speak TLS, asked for by IMAP's STARTTLS")
        ->excludes(tls);
    std::string about = "Whom to trust, in PEM form, as the ca.pem that "
                        "\"proto_server certificate\" makes; without it, whom "
                        "this system trusts";
    if (option.in_files) about += ". Alone it serves files that say !tls";
    command.add_option("--ca", option.ca, about)->type_name("FILE");
}

std::optional<TlsClient> tls_client(const TlsOption& option) {
    using enum TlsClient::When;
    if (!option.tls && !option.starttls) {
        if (option.ca.empty()) return std::nullopt;
        if (!option.in_files)
            throw std::runtime_error(
                "--ca is for TLS: give --tls or --starttls");
    }
    auto context = net::TlsContext::client(option.ca);
    if (!context) throw std::runtime_error("--ca: " + context.error());
    std::string options;
    if (option.tls) options = " --tls";
    if (option.starttls) options = " --starttls";
    if (!option.ca.empty()) options += " --ca " + shell_word(option.ca);
    const auto when = option.tls        ? at_once
                      : option.starttls ? starttls
                                        : in_file;
    return TlsClient{*std::move(context), when, options};
}
