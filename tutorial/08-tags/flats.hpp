#pragma once

#include "tutorial/08-tags/asker.hpp"

/// Logs in, selects the INBOX, asks three questions at once, prints the
/// answers, and leaves when all have come.
class Flats : public Asker {
protected:
    void greeted() override { ask("LOGIN anna secret"); }

    /// The command has ended, and is in flight no more.
    void answered(const Question& question, const imap::Tagged& end);

    /// Nobody has asked for it.
    void told(const imap::Response& news);
};

/// Hears the answers one by one: each line belongs to the oldest question,
/// until its tag comes.
class OneByOne : public Flats {
    void hear(imap::Response response) override;
};

/// Hears the answers in any order.
class ByTag : public Flats {
    void hear(imap::Response response) override;
};
