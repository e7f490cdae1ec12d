#pragma once

#include "common/imap/responses/response.hpp"
#include "common/imap/values/search_key.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Random values. Each of them can be written in the grammar.
class Random {
public:
    explicit Random(std::uint32_t seed) : engine_(seed) {}

    /// Returns a number from 0 to `below` - 1.
    std::uint32_t below(std::uint32_t below) {
        return static_cast<std::uint32_t>(engine_() % below);
    }
    bool coin() { return below(2) == 0; }
    /// Returns a number from 1 on; small numbers are as likely as large ones.
    std::uint32_t number();
    std::uint64_t number64();

    template<typename Make>
    auto some(std::uint32_t least, Make make) {
        std::vector<decltype(make())> all;
        for (auto count = least + below(4); count > 0; --count)
            all.push_back(make());
        return all;
    }
    template<typename Make>
    auto perhaps(Make make) {
        std::optional<decltype(make())> one;
        if (coin()) one = make();
        return one;
    }

    std::string word();  ///< an atom in capitals
    std::string text();  ///< any octets but NUL; may be empty
    std::string bytes(); ///< any octets
    std::string line();  ///< a text for people
    std::string mailbox();
    imap::NString nstring();
    imap::Flags flags(bool of_server);
    imap::SequenceSet set();
    imap::Date date();
    imap::DateTime moment();
    imap::Section section();
    imap::FetchItem fetch_item();
    imap::SearchKey search_key(std::uint32_t depth = 4);
    imap::StatusItem status_item();
    imap::IdFields id_fields();
    imap::Code code();
    imap::Address address();
    imap::Envelope envelope();
    imap::BodyPart body(imap::BodyForm form, std::uint32_t depth = 3);

private:
    std::string of(std::string_view alphabet, std::uint32_t longest);
    imap::Parameters parameters();

    std::mt19937 engine_;
};
