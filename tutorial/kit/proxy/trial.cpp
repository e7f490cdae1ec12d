#include "tutorial/kit/proxy/trial.hpp"

#include "tutorial/kit/system/process.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <map>
#include <random>

namespace kit::proxy {

using std::chrono::milliseconds;

namespace {

/// How often a client is looked after that may have ended.
constexpr milliseconds look_again{50};

/// Lines of the client's complaints that are shown.
constexpr std::size_t most_complaints = 4;

/// The name of the last message.
constexpr auto last = "the last";

/// Returns letters that no other run has, and no client prints by chance.
std::string own_mark() {
    std::random_device random;
    std::string mark = "k";
    for (int i = 0; i < 6; ++i) mark += static_cast<char>('a' + random() % 26);
    return mark;
}

} // namespace

Trial::Trial(asio::io_context& loop, const Scenario& scenario,
             const TrialOptions& options, std::function<void()> over)
    : loop_(loop), scenario_(scenario), options_(options),
      over_(std::move(over)), timer_(loop), mark_(own_mark()) {}

void Trial::start() {
    begin_ = progress_ = Clock::now();
    watch_time();
    if (options_.server) return server_listens(*options_.server);
    const auto says = [this](Program::Stream, const std::string& line) {
        constexpr std::string_view words = "listening on ";
        const auto at = line.find(words);
        // The first is the toy's.
        if (at == line.npos || ++listening_ != 2) return;
        const auto address =
            net::parse_address(line.substr(at + words.size()), {"", 0});
        if (address) server_listens(*address);
    };
    server_.emplace(loop_, options_.server_command, says);
}

void Trial::server_listens(const net::Address& address) {
    FaultProxy::Owner& owner = *this;
    proxy_.emplace(loop_, net::Address{"127.0.0.1", 0}, address, scenario_,
                   story_, false, owner);
    door_.emplace(loop_, address, options_.account,
                  [this](const std::optional<std::string>& trouble) {
                      if (trouble)
                          return give_up("We cannot log in: " + *trouble);
                      start_client();
                  });
}

void Trial::start_client() {
    if (finished_) return;
    const auto address = proxy_->address();
    auto command = options_.client_command;
    const std::map<std::string, std::string> values{
        {"address", print(address)},
        {"host", address.host},
        {"port", std::to_string(address.port)},
        {"user", options_.account.user},
        {"password", options_.account.password},
        {"folder", folder_.path().string()}};
    for (const auto& [name, value] : values)
        command = replaced(command, name, value);
    progress_ = Clock::now();
    client_.emplace(loop_, command, [this](auto stream, const auto& line) {
        client_says(stream, line);
    });
}

void Trial::client_says(Program::Stream stream, const std::string& line) {
    if (stream == Program::Stream::errors) {
        complaints_.push_back(line);
        if (complaints_.size() > most_complaints) complaints_.pop_front();
        return;
    }
    for (auto& message : messages_)
        if (line.find(message.subject) != line.npos) {
            ++message.times;
            progress_ = Clock::now();
            story_ << "#   the client tells of " << message.subject << '\n';
        }
    look();
}

void Trial::mail(const Injector::Mail& mail) {
    if (finished_) return;
    if (!mail.expunge) return deliver(mail.name);
    const auto it = std::ranges::find(messages_, mail.name, &Told::name);
    if (it == messages_.end())
        return give_up("The script removes " + mail.name +
                       ", which it has not delivered");
    it->expunged = true;
    door_->expunge(it->subject, [this](const auto& trouble) {
        if (finished_) return;
        if (trouble) return give_up("We cannot remove it: " + *trouble);
        story_ << "#   it is removed\n";
        proxy_->done();
    });
}

void Trial::deliver(const std::string& name) {
    messages_.push_back({name, "Flat " + name + " " + mark_});
    const auto subject = messages_.back().subject;
    story_ << "#   a message arrives: " << subject << '\n';
    door_->deliver(subject, [this](const auto& trouble) {
        if (finished_) return;
        progress_ = Clock::now();
        if (trouble) return give_up("We cannot deliver: " + *trouble);
        if (!last_sent_) proxy_->done();
    });
}

void Trial::went_on() {
    if (!proxy_) return; // its constructor runs
    if (const auto* step = proxy_->injector().step(); step != step_) {
        step_ = step;
        progress_ = Clock::now();
    }
    look();
}

bool Trial::all_told() const {
    return std::ranges::all_of(messages_, [](const Told& message) {
        return message.times > 0 || message.expunged;
    });
}

/// Goes on when the script is over and the client has told everything.
void Trial::look() {
    if (finished_ || !proxy_ || !client_) return;
    const auto& injector = proxy_->injector();
    const bool again = std::ranges::any_of(
        messages_, [](const Told& message) { return message.times > 1; });
    if (again || !injector.forbidden().empty()) return finish();
    if (injector.step() || !all_told()) return;
    if (last_sent_) return finish();
    last_sent_ = true;
    deliver(last);
}

Facts Trial::facts() const {
    Facts facts;
    facts.messages = messages_;
    facts.not_run = not_run_;
    if (!proxy_) return facts;
    const auto* step = proxy_->injector().step();
    facts.script_over = step == nullptr;
    if (step) facts.waits_for = step->written;
    facts.forbidden = proxy_->injector().forbidden();
    if (client_ && !(last_sent_ && all_told()))
        if (const auto exit = client_->ended())
            facts.client_ended = print(*exit);
    return facts;
}

/// Looks now and then whether the client has ended, or takes too long.
void Trial::watch_time() {
    timer_.expires_after(look_again);
    timer_.async_wait([this](asio::error_code error) {
        if (error || finished_) return;
        const auto patience = std::max(options_.patience, scenario_.patience);
        if (server_ && !proxy_ && server_->ended())
            return give_up("The server " + print(*server_->ended()));
        if (client_ && client_->ended()) return finish();
        if (Clock::now() - progress_ > patience) {
            if (!client_) give_up("The server does not let us in");
            return finish();
        }
        watch_time();
    });
}

void Trial::give_up(const std::string& why) {
    not_run_ = why + ".";
    finish();
}

void Trial::finish() {
    if (std::exchange(finished_, true)) return;
    outcome_ = judge(facts());
    took_ = std::chrono::duration_cast<milliseconds>(Clock::now() - begin_);
    // In a later turn of the loop: one of those that end now has called us.
    asio::post(loop_, [this] {
        client_.reset();
        door_.reset();
        server_.reset();
        over_();
    });
}

std::string Trial::story() const {
    auto text = story_.str();
    for (const auto& line : complaints_)
        text += "#   the client complains: " + line + '\n';
    return text;
}

} // namespace kit::proxy
