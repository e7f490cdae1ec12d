#include "proto_server/login/places.hpp"

#include <utility>

Places::Place::Place(std::shared_ptr<Taken> taken, std::string name)
    : taken_(std::move(taken)), name_(std::move(name)) {
    ++(*taken_)[name_];
}

Places::Place::~Place() {
    const auto found = taken_->find(name_);
    if (--found->second == 0) taken_->erase(found);
}

std::unique_ptr<Places::Place> Places::take(const std::string& name) {
    const auto found = taken_->find(name);
    if (found != taken_->end() && found->second >= most_) return nullptr;
    return std::make_unique<Place>(taken_, name);
}
