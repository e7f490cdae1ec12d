// Kills a program that writes into a Maildir a thousand times, at any moment.
// Nothing that it acknowledged is lost, no UID is used twice, and the folder
// can be opened again.

#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/own_folder.hpp"

#include <csignal>
#include <iostream>
#include <random>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using mail::Uid;

constexpr int kills = 1000;
constexpr int kills_of_an_account = 40; // then a new account begins
constexpr std::size_t many = 30;        // messages; then some are expunged

[[noreturn]] void give_up(const std::string& what) {
    throw std::runtime_error(what);
}

/// Opens the INBOX of `zoe` in `folder`, or throws.
std::shared_ptr<mail::Mailbox> open_inbox(mail::MaildirStore& store) {
    const auto account = store.account("zoe");
    if (!account) give_up(account.error().what);
    const auto inbox = (*account)->open("INBOX");
    if (!inbox) give_up(inbox.error().what);
    return *inbox;
}

/// The writer's end of a pipe: it writes a line before and after each thing
/// that it does.
class Writer {
public:
    explicit Writer(int pipe) : pipe_(pipe) {}
    void say(const std::string& line) const {
        const auto text = line + "\n";
        if (write(pipe_, text.data(), text.size()) < 0) _exit(1);
    }

private:
    int pipe_;
};

/// Writes until it is killed.
[[noreturn]] void write_for_ever(const std::filesystem::path& folder,
                                 const Writer& writer, unsigned seed) {
    std::mt19937 dice(seed);
    mail::MaildirStore store(folder);
    const auto inbox = open_inbox(store);
    for (unsigned n = 0;; ++n) {
        const auto& messages = inbox->messages();
        const auto random = dice() % 8;
        if (messages.size() > many || (random == 0 && !messages.empty())) {
            const Uid uid = messages[dice() % messages.size()].uid;
            writer.say("expunge " + std::to_string(uid));
            if (!inbox->expunge(std::span(&uid, 1))) _exit(1);
            writer.say("expunged " + std::to_string(uid));
        } else if (random <= 2 && !messages.empty()) {
            const auto uid = messages[dice() % messages.size()].uid;
            mail::Flags flags{mail::SystemFlag::seen};
            flags.add("k" + std::to_string(dice() % 20));
            const auto said =
                std::to_string(uid) + " " + flags.keywords().front();
            writer.say("flag " + said);
            if (!inbox->set_flags(uid, flags)) _exit(1);
            writer.say("flagged " + said);
        } else {
            const auto text = std::to_string(seed) + "." + std::to_string(n);
            const auto uid = inbox->append(text, {}, {});
            if (!uid) _exit(1);
            writer.say("appended " + std::to_string(*uid) + " " + text);
        }
    }
}

/// The messages that one account must hold, by the lines of its writers.
class Ledger {
public:
    void hear(const std::string& line) {
        std::istringstream words(line);
        std::string what, text;
        Uid uid = 0;
        words >> what >> uid >> text;
        if (what == "appended") know(uid, text);
        auto& message = messages_.at(uid);
        if (what == "expunge") message.may_be_gone = true;
        if (what == "expunged") message.is_gone = true;
        if (what == "flag") message.flags.clear(); // old or new: not checked
        if (what == "flagged") message.flags = text;
    }

    void check(mail::Mailbox& inbox) {
        if (validity_ == 0) validity_ = inbox.uid_validity();
        if (inbox.uid_validity() != validity_) give_up("another UIDVALIDITY");
        for (const auto& message : inbox.messages()) {
            const auto octets = inbox.octets(message.uid);
            if (!octets) give_up(octets.error().what);
            know(message.uid, **octets); // also if it was not acknowledged
            const auto& known = messages_.at(message.uid);
            if (known.is_gone) give_up("an expunged message is back");
            if (!known.flags.empty() && !message.flags.has(known.flags))
                give_up("an acknowledged flag is lost");
        }
        for (auto& [uid, message] : messages_) {
            if (uid >= inbox.uid_next()) give_up("UIDNEXT went back");
            const bool is_here = inbox.find(uid) != nullptr;
            if (!is_here && !message.may_be_gone)
                give_up("message " + std::to_string(uid) + " is lost");
            message.is_gone = !is_here;
            message.may_be_gone = !is_here;
        }
    }

    std::size_t size() const { return messages_.size(); }

private:
    struct Known {
        std::string text, flags;
        bool may_be_gone = false, is_gone = false;
    };

    void know(Uid uid, const std::string& text) {
        const auto [message, is_new] = messages_.try_emplace(uid, Known{text});
        if (!is_new && message->second.text != text)
            give_up("UID " + std::to_string(uid) + " came twice");
    }

    std::map<Uid, Known> messages_;
    Uid validity_ = 0;
};

/// Kills a writer after `life`, and enters its lines into the ledger.
void kill_one(const std::filesystem::path& folder, unsigned seed,
              std::chrono::microseconds life, Ledger& ledger) {
    int pipes[2];
    if (pipe(pipes) != 0) give_up("no pipe");
    const auto writer = fork();
    if (writer < 0) give_up("no process");
    if (writer == 0) {
        close(pipes[0]);
        try {
            write_for_ever(folder, Writer(pipes[1]), seed);
        } catch (const std::exception& error) {
            std::cerr << "the writer: " << error.what() << std::endl;
        }
        _exit(1);
    }
    close(pipes[1]);
    usleep(static_cast<useconds_t>(life.count()));
    kill(writer, SIGKILL);
    int status = 0;
    waitpid(writer, &status, 0);
    std::string said;
    char buffer[4096];
    for (ssize_t got; (got = read(pipes[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(got));
    close(pipes[0]);
    if (!WIFSIGNALED(status)) give_up("the writer failed");
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);) ledger.hear(line);
}

void run() {
    std::mt19937 dice(1);
    std::size_t messages = 0;
    std::unique_ptr<OwnFolder> own;
    Ledger ledger;
    for (int n = 0; n < kills; ++n) {
        if (n % kills_of_an_account == 0) {
            messages += ledger.size();
            ledger = {};
            own = std::make_unique<OwnFolder>();
        }
        // The first writers are killed early, while the account is made.
        const auto most = 1000 + 1000 * (n % kills_of_an_account);
        const std::chrono::microseconds life(dice() %
                                             static_cast<unsigned>(most));
        kill_one(own->path, static_cast<unsigned>(n) + 1, life, ledger);
        mail::MaildirStore store(own->path);
        ledger.check(*open_inbox(store));
    }
    std::cout << kills << " kills, " << messages + ledger.size()
              << " messages, none lost\n";
}

} // namespace

int main() {
    try {
        run();
    } catch (const std::exception& error) {
        std::cerr << "killed_writer: " << error.what() << "\n";
        return 1;
    }
}
