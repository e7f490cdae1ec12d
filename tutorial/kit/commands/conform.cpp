#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/commands/tls_option.hpp"
#include "tutorial/kit/conformance/conform_report.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

constexpr auto about =
    "Tells whether an IMAP server idles as RFC 2177 has it, clause by clause.\n"
    "\n"
    "It logs in, and works in mailboxes of its own (idle-hands-...), which it\n"
    "makes and deletes. A server that is not on this machine wants --tls or\n"
    "--starttls, or all on the way can read the password.\n"
    "  kit conform --server 127.0.0.1:143 --user anna --password secret\n"
    "  kit conform --server mail.example.org --tls --user anna\n"
    "  KIT_PASSWORD=secret kit conform --server :1143 --user anna --json\n"
    "What a server needs options for (to log out after seconds) is listed as\n"
    "not checked. Exit code: 0 no failure, 1 a MUST or a SHOULD failed, 2\n"
    "nothing could be checked, 3 a wrong argument, or the kit's own fault.";

constexpr std::uint16_t imap_port = 143;
constexpr std::uint16_t imaps_port = 993;

struct Options {
    std::string server;
    std::string user;
    std::string password;
    std::string cut = "whole";
    TlsOption tls;
    std::string suite = KIT_PROJECT_FOLDER "/tests/wire/imap";
    bool json = false;
};

ImapServer server_of(const Options& options) {
    const auto address = net::parse_address(
        options.server,
        {"127.0.0.1", options.tls.tls ? imaps_port : imap_port});
    if (!address) throw std::runtime_error("--server: " + address.error());
    return {*address, options.user, options.password, tls_client(options.tls)};
}

/// Why there is nothing to check.
std::string trouble_of(const Capabilities& capabilities) {
    if (!capabilities.trouble.empty())
        return "cannot log in: " + capabilities.trouble;
    for (const auto& word : capabilities.words)
        if (word == "IDLE") return "";
    return "the server does not offer IDLE once one has logged in";
}

int conform(const Options& options) {
    const auto server = server_of(options);
    const auto cuts = parse_cuts(options.cut);
    auto suite = idle_suite(options.suite);
    const auto capabilities = ask_capabilities(server);
    const auto trouble = trouble_of(capabilities);
    if (!trouble.empty() && !options.json) {
        std::cout << "not checked: " << trouble << std::endl;
        return exit_code::not_checked;
    }
    if (trouble.empty()) {
        play_suite(suite, server, capabilities, cuts,
                   [](const Clause&) { std::cerr << '.' << std::flush; });
        std::cerr << std::endl;
    } else {
        for (auto& clause : suite) clause.why = trouble;
    }
    std::cout << (options.json ? conform_json(suite, server, trouble) + '\n'
                               : conform_text(suite))
              << std::flush;
    return conform_exit_code(suite);
}

} // namespace

void add_conform(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("conform", about);
    command->add_option("--server", options->server, "The server")
        ->type_name("HOST:PORT")
        ->required();
    command->add_option("--user", options->user, "Who logs in")
        ->type_name("NAME")
        ->required();
    command
        ->add_option("--password", options->password,
                     "The password; others on this machine may see it, unless "
                     "it is in the environment")
        ->type_name("WORD")
        ->envname("KIT_PASSWORD")
        ->required();
    add_tls_option(*command, options->tls);
    add_cut_option(*command, options->cut);
    command
        ->add_option("--suite", options->suite,
                     "A folder of transcripts; those that need IDLE are played")
        ->type_name("FOLDER");
    command->add_flag("--json", options->json,
                      "Say it as one object of JSON on a line");
    command->callback(
        [options, &run] { run = [options] { return conform(*options); }; });
}
