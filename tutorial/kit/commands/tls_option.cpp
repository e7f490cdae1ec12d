#include "tutorial/kit/commands/tls_option.hpp"

#include "tutorial/kit/conversation/tls_client.hpp"
#include "tutorial/kit/system/files.hpp"

#include <stdexcept>

namespace kit::commands {

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

} // namespace kit::commands
