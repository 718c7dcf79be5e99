package dev.slipway.simulation;

import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Schema;
import dev.slipway.simulation.mutation.Mutation;
import dev.slipway.simulation.mutation.Protection;
import dev.slipway.simulation.time.Scheduler;
import dev.slipway.simulation.time.SeededRandom;
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

/** Everything that one simulation consists of. */
final class SimulationContext {

  private final Scheduler scheduler = new Scheduler();
  private final Trace trace = new Trace(scheduler);
  private final SeededRandom random;
  private final Scenario scenario;
  private final Faults faults;
  private final StickyFailure stickyFailure;
  private final ServiceOutage outage;
  private final Optional<Protection> without;
  private final Schema schema = new CachedSchema();
  private final SimulatedVertex vertex;
  private final Bucket specBucket;
  private final Bucket stateBucket;
  private final Bucket policyBucket;
  private final StateRules records;
  private final InvariantChecker rules;
  private final UserActions users;
  private final PolicyChanges policyChanges;
  private final VertexActivity vertexActivity;
  private final SignalDelivery delivery;
  private final List<SimulatedProcess> processes = new ArrayList<>();

  SimulationContext(long seed, Optional<Protection> without) {
    this.random = new SeededRandom(seed);
    this.scenario = Scenario.draw(random);
    this.faults = new Faults(scenario, random);
    this.stickyFailure = new StickyFailure(this);
    this.outage = new ServiceOutage(this);
    this.without = without;
    this.vertex = new SimulatedVertex(this);
    this.rules = new InvariantChecker(this);
    Bucket.ChangeListener nobody = (by, name, before, after) -> {};
    this.specBucket = new Bucket("specs", scheduler, random.split(), scenario.burst(), nobody);
    this.stateBucket = new Bucket("state", scheduler, random.split(), scenario.burst(), rules);
    this.policyBucket = new Bucket("policies", scheduler, random.split(), scenario.burst(), nobody);
    this.records = new StateRules(this, stateBucket.raw());
    this.users =
        new UserActions(
            this, specBucket.servedTo(Optional.empty()), stateBucket.servedTo(Optional.empty()));
    this.policyChanges = new PolicyChanges(this, policyBucket.servedTo(Optional.empty()));
    this.vertexActivity = new VertexActivity(this);
    this.delivery = new SignalDelivery(this);
    for (int i = 0; i < scenario.machines(); i++) {
      processes.add(new SimulatedProcess(this, i));
    }
  }

  /** For how long both clocks of any process have stood still at most, in microseconds. */
  long longestFreeze() {
    return processes.stream().mapToLong(process -> process.clock().stood()).max().orElse(0);
  }

  /** The outside as a process sees it. */
  Ports ports(SimulatedProcess process) {
    Mutation mutation = without.map(Protection::without).orElse(new Mutation() {});
    ObjectStore state = mutation.state(stateBucket.servedTo(Optional.of(process)));
    ObjectStore specs = specBucket.servedTo(Optional.of(process));
    BucketClient client = new BucketClient(this, process, "state", state, true);
    BucketClient impatient = new BucketClient(this, process, "state", state, false);
    BucketClient specClient = new BucketClient(this, process, "specs", specs, true);
    ObjectStore policies = policyBucket.servedTo(Optional.of(process));
    BucketClient policyClient = new BucketClient(this, process, "policies", policies, true);
    VertexClient vertexClient = new VertexClient(this, process);
    Supplier<String> tokens = random::token;
    return mutation.ports(
        new Ports(
            new BucketSpecs(bucket -> specClient, new SpecFilter("specs", "", List.of())),
            new OldVersionQueue(
                this, process, new BucketQueue(client, tokens, process.reads(), scenario.many())),
            new BucketOutcomes(client, tokens),
            new BucketStatuses(client, tokens),
            new BucketLeases(impatient, tokens),
            new BucketControl(client, tokens),
            new PolicyAddress(PolicyChanges.ADDRESS)
                .policies(bucket -> policyClient, process.clock()),
            vertexClient::resource,
            vertexClient,
            schema,
            process.clock(),
            process.reads(),
            tokens));
  }

  /** The processes that have nothing to do. */
  List<SimulatedProcess> idle() {
    return processes.stream().filter(process -> !process.isBusy()).toList();
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Trace trace() {
    return trace;
  }

  SeededRandom random() {
    return random;
  }

  Scenario scenario() {
    return scenario;
  }

  Faults faults() {
    return faults;
  }

  StickyFailure stickyFailure() {
    return stickyFailure;
  }

  ServiceOutage outage() {
    return outage;
  }

  Schema schema() {
    return schema;
  }

  SimulatedVertex vertex() {
    return vertex;
  }

  StateRules records() {
    return records;
  }

  InvariantChecker rules() {
    return rules;
  }

  UserActions users() {
    return users;
  }

  PolicyChanges policyChanges() {
    return policyChanges;
  }

  VertexActivity vertexActivity() {
    return vertexActivity;
  }

  SignalDelivery delivery() {
    return delivery;
  }
}
