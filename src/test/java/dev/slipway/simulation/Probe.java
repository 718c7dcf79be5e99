package dev.slipway.simulation;
import java.util.*;
class Probe {
  public static void main(String[] a) {
    long first = Long.parseLong(a[0]); int n = Integer.parseInt(a[1]);
    Map<Sight,Integer> s = new EnumMap<>(Sight.class);
    Map<String,Integer> kinds = new TreeMap<>();
    long t = System.nanoTime(); long h=0; int v=0; int jobs=0; int maxSettle=0; int shown=0; long fp=0;
    int only = a.length>2? Integer.parseInt(a[2]) : 0;
    for (long seed=first; seed<first+n; seed++) {
      Simulation.Outcome o = Simulation.run(seed, Mutation.NONE);
      h += o.happenings(); jobs += o.jobs(); fp = 31*fp+o.fingerprint();
      if (o.settledAfter()>maxSettle) { maxSettle=o.settledAfter(); System.out.println("settle "+seed+" "+maxSettle);}
      o.sights().keySet().forEach(k -> s.merge(k,1,Integer::sum));
      if (o.violation().isPresent()) { v++; kinds.merge(o.violation().get().split(":")[0].replaceAll("s\\d+.json(#later)?|m\\d+","X"),1,Integer::sum); if (shown++<40) System.out.println(seed+" "+o.violation().get()); }
      if (only==1) o.history().forEach(System.out::println);
    }
    double sec=(System.nanoTime()-t)/1e9;
    System.out.printf("%d seeds %d violations %.1f s %.1f ms/seed happenings/seed %d jobs %d maxSettle %d fp %x%n", n, v, sec, sec*1000/n, h/n, jobs, maxSettle, fp);
    System.out.println(s); System.out.println(kinds);
  }
}
