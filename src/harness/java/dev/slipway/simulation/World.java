package dev.slipway.simulation;

import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Schema;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketLeases;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketSpecs;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.ObjectStore;
import dev.slipway.wiring.PolicyAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything there is in one simulation. */
final class World {

  private final Stage stage = new Stage();
  private final Chronicle chronicle = new Chronicle(stage);
  private final Dice dice;
  private final Scenario scenario;
  private final Faults faults;
  private final Curses curses;
  private final Outages outages;
  private final Optional<Protection> without;
  private final Schema schema = new CachedSchema();
  private final Vertex vertex;
  private final Bucket specBucket;
  private final Bucket stateBucket;
  private final Bucket policyBucket;
  private final Records records;
  private final Rules rules;
  private final People people;
  private final Operator operator;
  private final Cloud cloud;
  private final Mail mail;
  private final List<Machine> machines = new ArrayList<>();

  World(long seed, Optional<Protection> without) {
    this.dice = new Dice(seed);
    this.scenario = Scenario.draw(dice);
    this.faults = new Faults(scenario, dice);
    this.curses = new Curses(this);
    this.outages = new Outages(this);
    this.without = without;
    this.vertex = new Vertex(this);
    this.rules = new Rules(this);
    Bucket.Watcher nobody = (by, name, before, after) -> {};
    this.specBucket = new Bucket("specs", stage, dice.split(), scenario.burst(), nobody);
    this.stateBucket = new Bucket("state", stage, dice.split(), scenario.burst(), rules);
    this.policyBucket = new Bucket("policies", stage, dice.split(), scenario.burst(), nobody);
    this.records = new Records(this, stateBucket.raw());
    this.people =
        new People(
            this, specBucket.servedTo(Optional.empty()), stateBucket.servedTo(Optional.empty()));
    this.operator = new Operator(this, policyBucket.servedTo(Optional.empty()));
    this.cloud = new Cloud(this);
    this.mail = new Mail(this);
    for (int i = 0; i < scenario.machines(); i++) {
      machines.add(new Machine(this, i));
    }
  }

  /** For how long both clocks of any process have stood still at most, in microseconds. */
  long longestStanding() {
    return machines.stream().mapToLong(machine -> machine.time().stood()).max().orElse(0);
  }

  /** The outside as a process sees it. */
  Ports ports(Machine machine) {
    Mutation mutation = without.map(Protection::without).orElse(new Mutation() {});
    ObjectStore state = mutation.state(stateBucket.servedTo(Optional.of(machine)));
    ObjectStore specs = specBucket.servedTo(Optional.of(machine));
    BucketClient client = new BucketClient(this, machine, "state", state, true);
    BucketClient impatient = new BucketClient(this, machine, "state", state, false);
    BucketClient specClient = new BucketClient(this, machine, "specs", specs, true);
    ObjectStore policies = policyBucket.servedTo(Optional.of(machine));
    BucketClient policyClient = new BucketClient(this, machine, "policies", policies, true);
    VertexClient vertexClient = new VertexClient(this, machine);
    Supplier<String> tokens = dice::token;
    return mutation.ports(
        new Ports(
            new BucketSpecs(bucket -> specClient, new SpecFilter("specs", "", List.of())),
            new OldVersion(
                this, machine, new BucketQueue(client, tokens, machine.errands(), scenario.many())),
            new BucketOutcomes(client, tokens),
            new BucketStatuses(client, tokens),
            new BucketLeases(impatient, tokens),
            new BucketControl(client, tokens),
            new PolicyAddress(Operator.ADDRESS).policies(bucket -> policyClient, machine.time()),
            vertexClient::resource,
            vertexClient,
            schema,
            machine.time(),
            machine.errands(),
            tokens));
  }

  /** The processes that have nothing to do. */
  List<Machine> idle() {
    return machines.stream().filter(machine -> !machine.isBusy()).toList();
  }

  Stage stage() {
    return stage;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  Dice dice() {
    return dice;
  }

  Scenario scenario() {
    return scenario;
  }

  Faults faults() {
    return faults;
  }

  Curses curses() {
    return curses;
  }

  Outages outages() {
    return outages;
  }

  Schema schema() {
    return schema;
  }

  Vertex vertex() {
    return vertex;
  }

  Records records() {
    return records;
  }

  Rules rules() {
    return rules;
  }

  People people() {
    return people;
  }

  Operator operator() {
    return operator;
  }

  Cloud cloud() {
    return cloud;
  }

  Mail mail() {
    return mail;
  }
}
