#include "hunt.hpp"

#include "actions.hpp"
#include "hits.hpp"

#include <ctime>
#include <idle-hands/command.hpp>
#include <iostream>
#include <memory>
#include <utility>

namespace {

using idle_hands::terminal_text;

/// Octets of each message that the rules look at: the text, and not what is
/// attached behind it.
constexpr std::uint32_t source_octets = 64 * 1024;

/// Messages that a rule holds back in quiet hours.
constexpr std::size_t most_held = 1000;

TimeOfDay time_of_day() {
    const auto time = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&time, &parts);
    return std::chrono::hours(parts.tm_hour) +
           std::chrono::minutes(parts.tm_min);
}

/// True if there is something that quiet hours hold back.
bool rings(const Rule& rule) {
    return rule.notify || !rule.command.empty();
}

void say(const std::string& line) {
    std::cerr << terminal_text(line) << std::endl;
}

/// One rule at work.
class Hunter {
public:
    Hunter(idle_hands::Loop& loop, const Rule& rule)
        : loop_(loop), rule_(rule) {
        if (rule.notify)
            add_runner("notice of ", [this](const auto& messages) {
                return notice(rule_, messages);
            });
        if (!rule.command.empty())
            add_runner("command of ", [this](const auto& messages) {
                return own_command(rule_, messages);
            });
        if (!sync(rule).commands.empty())
            sync_ = std::make_unique<idle_hands::Runner>(
                loop, "sync of " + rule.name,
                [this](const auto&) { return sync(rule_); }, say);
    }

    const Rule& rule() const { return rule_; }

    /// Syncs at once. A notice and a command wait until it is not quiet.
    void found(const idle_hands::Message& message) {
        if (sync_) sync_->add(message);
        if (!rings(rule_) || held_.size() == most_held) return;
        held_.push_back(message);
        held_.back().source.clear();
        ring_when_due();
    }

    /// The program stops.
    void stop() const {
        if (!held_.empty())
            say(rule_.name + ": " + std::to_string(held_.size()) +
                " held back in quiet hours, and never shown");
    }

private:
    void add_runner(const std::string& what,
                    idle_hands::Runner::MakeRun make_run) {
        runners_.push_back(std::make_unique<idle_hands::Runner>(
            loop_, what + rule_.name, std::move(make_run), say));
    }

    void ring_when_due() {
        const auto quiet =
            rule_.quiet ? rule_.quiet->left(time_of_day()) : std::nullopt;
        if (!quiet) return ring();
        if (std::exchange(waits_, true)) return;
        loop_.after(*quiet, [this] {
            waits_ = false;
            ring_when_due();
        });
    }

    void ring() {
        for (const auto& message : std::exchange(held_, {}))
            for (const auto& runner : runners_) runner->add(message);
    }

    idle_hands::Loop& loop_;
    const Rule& rule_;
    std::vector<std::unique_ptr<idle_hands::Runner>> runners_;
    std::unique_ptr<idle_hands::Runner> sync_;
    std::vector<idle_hands::Message> held_; ///< they came in quiet hours
    bool waits_ = false;                    ///< for the end of the quiet hours
};

/// All rules and all mailboxes.
class Hunt {
public:
    Hunt(const Rules& rules, const std::string& path) : hits_(path) {
        for (const auto& rule : rules.rules)
            hunters_.push_back(std::make_unique<Hunter>(loop_, rule));
        for (auto mailbox : rules.mailboxes) watch(std::move(mailbox), path);
    }

    int run() {
        loop_.run();
        for (const auto& one : hunters_) one->stop();
        if (loop_.interrupted()) say("goodbye");
        return 0;
    }

private:
    void watch(idle_hands::MailboxOptions mailbox, const std::string& path);

    void came(const idle_hands::Message& message, const std::string& account,
              const std::string& mailbox) {
        auto mail = read_mail(message.source);
        mail.account = account;
        mail.mailbox = mailbox;
        for (const auto& hunter : hunters_) {
            if (!match(hunter->rule(), mail).fits) continue;
            std::cout << terminal_text(hunter->rule().name + "  " +
                                       message.mailbox + "  " + mail.from +
                                       "  " + mail.subject)
                      << std::endl;
            hits_.add(hunter->rule());
            hunter->found(message);
        }
    }

    Hits hits_;
    idle_hands::Loop loop_;
    std::vector<std::unique_ptr<Hunter>> hunters_;
    std::vector<std::unique_ptr<idle_hands::Watch>> watches_;
};

/// Returns the name under which it is remembered how far a mailbox was told.
std::string memory(const idle_hands::MailboxOptions& mailbox,
                   const std::string& path) {
    return "flat-hunter " + name_of(path) + " " + mailbox.url;
}

void Hunt::watch(idle_hands::MailboxOptions mailbox, const std::string& path) {
    mailbox.memory = memory(mailbox, path);
    mailbox.source_octets = source_octets;
    const auto name = mailbox.name;
    watches_.push_back(std::make_unique<idle_hands::Watch>(
        loop_, mailbox,
        idle_hands::Handlers{
            .message =
                [this, mailbox](const auto& message) {
                    came(message, mailbox.account, mailbox.mailbox);
                },
            .waiting =
                [name, told = std::make_shared<bool>(false)] {
                    if (!std::exchange(*told, true)) say(name + ": watched");
                },
            .disconnected =
                [name](const std::string& why, auto retry_in) {
                    say(name + ": " + why + "; next try in " +
                        std::to_string(retry_in.count() / 1000 + 1) + " s");
                },
            .trouble = [name](const auto& text) { say(name + ": " + text); }}));
}

} // namespace

int hunt(const Rules& rules, const std::string& path) {
    for (const auto& rule : rules.rules)
        if (rule.notify && !is_installed("notify-send")) {
            say("notify-send is not installed (package libnotify-bin): no "
                "notice will be shown");
            break;
        }
    return Hunt(rules, path).run();
}

int print_status(const Rules& rules, const std::string& path) {
    for (auto mailbox : rules.mailboxes) {
        mailbox.memory = memory(mailbox, path);
        std::cout << idle_hands::status(mailbox) << "\n";
    }
    std::cout << Hits(path).print(rules);
    return 0;
}

int test_rules(const Rules& rules, const Mail& mail,
               const std::optional<TimeOfDay>& at) {
    bool fits = false;
    for (const auto& rule : rules.rules) {
        const auto result = match(rule, mail);
        fits = fits || result.fits;
        std::cout << rule.name
                  << (result.fits ? ": fits\n" : ": does not fit\n");
        for (const auto& line : result.why)
            std::cout << "  " << terminal_text(line) << "\n";
        if (!result.fits) continue;
        for (const auto& line : describe(rule))
            std::cout << "  " << line << "\n";
        if (!rings(rule)) continue; // mbsync knows no quiet hours
        const auto now = at.value_or(time_of_day());
        if (const auto left = rule.quiet ? rule.quiet->left(now) : std::nullopt)
            std::cout << "  quiet until " << print(now + *left) << "\n";
    }
    return fits ? 0 : 1;
}
