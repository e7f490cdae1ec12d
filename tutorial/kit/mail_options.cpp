#include "tutorial/kit/mail_options.hpp"

#include "tutorial/kit/commands/examination.hpp"
#include "tutorial/kit/commands/examine.hpp"
#include "tutorial/kit/commands/fault.hpp"
#include "tutorial/kit/commands/mail_server.hpp"
#include "tutorial/kit/help.hpp"

#include <filesystem>

namespace kit {

namespace {

/// The folder of this program, or nothing if the system does not tell.
std::filesystem::path own_folder() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

/// The program of that name beside this one: where both are installed, or in
/// the build folder.
std::string beside(const std::string& name) {
    std::error_code error;
    const auto folder = own_folder();
    for (const auto& path : {folder / name, folder / "../.." / name / name})
        if (std::filesystem::exists(path, error))
            return path.lexically_normal().string();
    return name;
}

} // namespace

void add_fault(Kit& kit) {
    auto [command, options] = kit.add("fault", help::fault, commands::fault);
    options.folder = KIT_PROJECT_FOLDER "/tests/faults";
    options.clauses = KIT_PROJECT_FOLDER "/tutorial/clauses.tsv";
    options.server_program = beside("proto_server");
    command.add_option("NAME", options.names,
                       "Faults, or all of them, or the eight of the "
                       "examination");
    command.add_flag("--list", options.list, "Only say which faults there are");
    add_option(command, "--client", "CMD", options.client,
               "Start this client for each fault; {address} is where it "
               "connects, {host} and {port} are its parts, {user} and "
               "{password} are what it logs in with, {folder} is an empty one");
    add_option(command, "--server", "HOST:PORT", options.server,
               "Stand before this server; without it, proto_server is started "
               "for each fault");
    add_option(command, "--listen", "HOST:PORT", options.listen,
               "Without --client: where your client connects")
        ->capture_default_str();
    add_option(command, "--user", "NAME", options.user, "Who logs in")
        ->capture_default_str();
    add_option(command, "--password", "WORD", options.password, "")
        ->description("The password; others on this machine may see it, unless "
                      "it is in the environment")
        ->envname("KIT_PASSWORD")
        ->capture_default_str();
    add_option(command, "--patience", "SECONDS", options.patience,
               "The time that the client has for each thing that it must do")
        ->capture_default_str()
        ->check(CLI::Range(1, 3600));
    add_option(command, "--jobs", "N", options.jobs, "Faults at once")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
    command.add_flag("--json", options.json,
                     "Say it as one object of JSON on a line");
}

commands::ExaminationRules examination_rules() {
    commands::ExaminationRules rules;
    rules.conform.part = "examination";
    rules.conform.user = "anna";
    rules.conform.password = "secret";
    rules.conform.cut = "whole,bytes";
    rules.conform.clauses = KIT_PROJECT_FOLDER "/tutorial/clauses.tsv";
    rules.fault.names = {"examination"};
    rules.fault.folder = KIT_PROJECT_FOLDER "/tests/faults";
    rules.fault.clauses = rules.conform.clauses;
    rules.fault.server_program = beside("proto_server");
    return rules;
}

void add_examine(Kit& kit) {
    auto [command, options] =
        kit.add("examine", help::examine, commands::examine);
    options.rules = examination_rules();
    command.add_option("FOLDER", options.folder,
                       "With your server.cpp or server.py, and your client.cpp "
                       "or client.py; if none is named, the current one, or "
                       "the one that kit start exam has made");
    command.add_flag("--begin", options.begin,
                     "Says how to begin: kit start exam");
    add_option(command, "--only", "PART", options.only,
               "Only the server or the client, or one thing that it must do, "
               "as server/states or client/bye");
    add_option(command, "--server", "CMD", options.server,
               "Your server in another language; {port} is where it listens");
    add_option(command, "--client", "CMD", options.client,
               "Your client in another language; {port} is where it connects");
    add_option(command, "--patience", "SECONDS", options.rules.fault.patience,
               "The time that your client has for each thing that it must do")
        ->capture_default_str()
        ->check(CLI::Range(1, 3600));
}

void add_mail_server(Kit& kit) {
    auto [command, options] =
        kit.add("mail-server", help::mail_server, commands::mail_server);
    options.script = KIT_PROJECT_FOLDER "/tests/interop/live_servers.py";
    options.server_program = beside("proto_server");
    options.cyrus = own_folder() / "../../cyrus";
    command.add_option("KIND", options.kind, "dovecot, cyrus, or our own")
        ->type_name("dovecot|cyrus|own")
        ->capture_default_str()
        ->check(CLI::IsMember({"dovecot", "cyrus", "own"}).description(""));
}

} // namespace kit
