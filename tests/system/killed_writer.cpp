// Kills a program a thousand times while it writes into a Maildir, each time at
// a random moment. Checks that nothing that it acknowledged is lost, that no
// UID is used twice, and that the folder can be opened again.

#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "proto_server/program/thread_jobs.hpp"
#include "tests/unit/own_folder.hpp"

#include <asio/io_context.hpp>
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
    if (!account) give_up(print(account.error()));
    const auto inbox = (*account)->open("INBOX");
    if (!inbox) give_up(print(inbox.error()));
    return *inbox;
}

/// The writer's end of a pipe: the writer says a line when it has done
/// something, and also before it expunges or sets a flag.
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

/// Writes into a mailbox until it is killed.
class Mailer {
public:
    Mailer(const std::filesystem::path& folder, const Writer& writer,
           unsigned seed)
        : writer_(writer), seed_(seed), dice_(seed), store_(folder, jobs_) {
        store_.account("zoe", [this](auto account) {
            if (!account) give_up(print(account.error()));
            (*account)->open("INBOX", [this](auto inbox) {
                if (!inbox) give_up(print(inbox.error()));
                inbox_ = *inbox;
            });
        });
        settle();
    }

    void write() {
        const auto& messages = inbox_->messages();
        const auto random = dice_() % 8;
        if (messages.size() > many || (random == 0 && !messages.empty()))
            return expunge(some_uid());
        if (random <= 2 && !messages.empty()) return set_flags(some_uid());
        if (random == 3 && !messages.empty()) copy(some_uid());
        for (auto n = 1 + dice_() % 4; n > 0; --n) append();
        settle();
    }

private:
    /// Waits until all jobs are done.
    void settle() {
        loop_.run();
        loop_.restart();
    }

    Uid some_uid() {
        const auto& messages = inbox_->messages();
        return messages[dice_() % messages.size()].uid;
    }

    void expunge(Uid uid) {
        writer_.say("expunge " + std::to_string(uid));
        if (auto removed = inbox_->remove(std::span(&uid, 1)); !removed)
            give_up(print(removed.error()));
        inbox_->sync_removed([this, uid](const auto& synced) {
            if (!synced) give_up(print(synced.error()));
            writer_.say("expunged " + std::to_string(uid));
        });
        settle();
    }

    void set_flags(Uid uid) {
        mail::Flags flags{mail::SystemFlag::seen};
        flags.add("k" + std::to_string(dice_() % 20));
        const auto said = std::to_string(uid) + " " + flags.keywords().front();
        writer_.say("flag " + said);
        if (auto set = inbox_->set_flags(uid, flags); !set)
            give_up(print(set.error()));
        writer_.say("flagged " + said);
    }

    void copy(Uid uid) {
        const auto text = **inbox_->octets(uid);
        mail::Mailbox::Copy copy(*inbox_, *inbox_);
        if (auto added = copy.add(std::span(&uid, 1)); !added)
            give_up(print(added.error()));
        copy.finish([this, text](const auto& copied) {
            if (!copied) give_up(print(copied.error()));
            acknowledge(copied->front().message.uid, text);
        });
    }

    void append() {
        const auto text =
            std::to_string(seed_) + "." + std::to_string(++texts_);
        inbox_->append(text, {}, {}, [this, text](auto uid) {
            if (!uid) give_up(print(uid.error()));
            acknowledge(*uid, text);
        });
    }

    void acknowledge(Uid uid, const std::string& text) {
        writer_.say("appended " + std::to_string(uid) + " " + text);
    }

    const Writer& writer_;
    unsigned seed_;
    std::mt19937 dice_;
    unsigned texts_ = 0;
    asio::io_context loop_;
    server::ThreadJobs jobs_{loop_, [](std::string_view what) {
                                 std::cerr << "a job: " << what << std::endl;
                                 _exit(1);
                             }};
    mail::MaildirStore store_;
    std::shared_ptr<mail::Mailbox> inbox_;
};

/// The messages that one account must hold, according to what its writers said.
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
        if (what == "flag")
            message.flags.clear(); // they may be old or new: not checked
        if (what == "flagged") message.flags = text;
    }

    void check(mail::Mailbox& inbox) {
        if (validity_ == 0) validity_ = inbox.uid_validity();
        if (inbox.uid_validity() != validity_) give_up("another UIDVALIDITY");
        for (const auto& message : inbox.messages()) {
            const auto octets = inbox.octets(message.uid);
            if (!octets) give_up(print(octets.error()));
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
    const auto child = fork();
    if (child < 0) give_up("no process");
    if (child == 0) {
        close(pipes[0]);
        try {
            const Writer writer(pipes[1]);
            for (Mailer mailer(folder, writer, seed);;) mailer.write();
        } catch (const std::exception& error) {
            std::cerr << "the writer: " << error.what() << std::endl;
        }
        _exit(1);
    }
    close(pipes[1]);
    usleep(static_cast<useconds_t>(life.count()));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
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
        const auto most = 5000 + 5000 * (n % kills_of_an_account);
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
